/// Texts next to each other, each wrapped to its own width.
struct TextColumns: Sendable {
    /// A column's text and look.
    struct Cell: Sendable {
        let text: String
        let width: Int
        var look = Terminal.Look.plain
    }

    let terminal: Terminal

    /// The lines that the cells take, without spaces at their ends.
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

    /// Breaks a text at spaces, or anywhere when there is none. Lines that follow keep the indentation and two spaces
    /// more, so that code still reads as code.
    static func wrap(_ text: String, to width: Int) -> [String] {
        guard text.count > width, width > 8 else { return [text] }
        let indent = text.prefix { $0 == " " }
        let isCode = !indent.isEmpty
        var lines: [String] = []
        var rest = Substring(text)
        while rest.count > width {
            let head = rest.prefix(width + 1)
            let body = head.dropFirst(head.prefix { $0 == " " }.count)
            if let space = body.lastIndex(of: " "), space > body.startIndex {
                lines.append(String(rest[..<space]))
                rest = rest[rest.index(after: space)...]
            } else {
                lines.append(String(rest.prefix(width)))
                rest = rest.dropFirst(width)
            }
            if isCode { rest = Substring(String(repeating: " ", count: min(indent.count + 2, width / 2)) + rest) }
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
