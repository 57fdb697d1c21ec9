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

    /// Wraps text at spaces, or anywhere if there are none.
    static func wrap(_ text: String, to width: Int) -> [String] {
        wrap(text, to: width, continuation: "")
    }

    /// Wraps a line of code. Continuation lines are indented by four more spaces, or continue a doc comment.
    static func wrapCode(_ line: String, to width: Int) -> [String] {
        let indent = line.prefix { $0 == " " }
        let isComment = line.dropFirst(indent.count).hasPrefix("/// ")
        return wrap(line, to: width, continuation: indent + (isComment ? "/// " : "    "))
    }

    private static func wrap(_ text: String, to width: Int, continuation: String) -> [String] {
        guard width > continuation.count + 8 else { return [text] }
        var lines: [String] = []
        var rest = Substring(text)
        while rest.count > width {
            let start = lines.isEmpty ? rest.prefix { $0 == " " }.count : continuation.count
            let line = rest.prefix(width + 1)
            if let space = line.dropFirst(start).lastIndex(of: " ") {
                lines.append(String(rest[..<space]))
                rest = continuation + rest[rest.index(after: space)...]
            } else {
                lines.append(String(rest.prefix(width)))
                rest = continuation + rest.dropFirst(width)
            }
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
