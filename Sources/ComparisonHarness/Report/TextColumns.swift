import HTTPValues

/// Texts side by side, each wrapped to its own width.
struct TextColumns: Sendable {
    /// A column's text and look.
    struct Cell: Sendable {
        let text: String
        let width: Int
        var look = Terminal.Look.plain
    }

    let terminal: Terminal

    /// Returns the lines of the cells, without trailing spaces.
    func lines(_ cells: [Cell], indent: Int = 0, separator: String = " ") -> [String] {
        let wrapped = cells.map { Self.wrap($0.text, to: $0.width) }
        let height = wrapped.map(\.count).max() ?? 0
        return (0..<height).map { row in
            var line = String(repeating: " ", count: indent)
            for (index, cell) in cells.enumerated() {
                let text = row < wrapped[index].count ? wrapped[index][row] : ""
                let isLast = index == cells.count - 1
                let padding = isLast ? 0 : max(0, cell.width - text.count)
                line += terminal.styled(text, cell.look) + String(repeating: " ", count: padding)
                if !isLast { line += separator }
            }
            return line.trimmingEnd()
        }
    }

    /// Wraps text at spaces. Words longer than a line are split.
    static func wrap(_ text: String, to width: Int) -> [String] {
        wrapAtSpaces(text, to: width, continuation: "").flatMap { line in
            stride(from: 0, to: max(1, line.count), by: max(1, width)).map { start in
                String(line.dropFirst(start).prefix(max(1, width)))
            }
        }
    }

    /// Wraps a line of code at spaces. Continuation lines are indented by four more spaces, or continue a doc comment.
    /// Words are never split: a line may be longer than the width.
    static func wrapCode(_ line: String, to width: Int) -> [String] {
        let indent = line.prefix { $0 == " " }
        let isComment = line.dropFirst(indent.count).hasPrefix("/// ")
        return wrapAtSpaces(line, to: width, continuation: indent + (isComment ? "/// " : "    "))
    }

    private static func wrapAtSpaces(_ text: String, to width: Int, continuation: String) -> [String] {
        var lines: [String] = []
        var rest = Substring(text)
        while rest.count > width {
            let start = lines.isEmpty ? rest.prefix { $0 == " " }.count : continuation.count
            let words = rest.dropFirst(start)
            let fitting = rest.prefix(width + 1).dropFirst(start)
            guard let space = fitting.lastIndex(of: " ") ?? words.firstIndex(of: " ") else { break }
            lines.append(String(rest[..<space]))
            rest = continuation + rest[rest.index(after: space)...]
        }
        return lines + [String(rest)]
    }
}

extension String {
    fileprivate func trimmingEnd() -> String {
        var text = Substring(self)
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
