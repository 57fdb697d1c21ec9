import HTTPValues

/// Rows of a report: a label and a value for each column, wrapped and aligned.
struct ReportRows: Sendable {
    /// The content of a column.
    struct Value: Sendable {
        let text: String
        var look = Terminal.Look.plain

        static let nothing = Value(text: "")
    }

    let terminal: Terminal
    /// The width of the labels.
    var labelWidth = 24
    /// The width of the last column, if it differs from the others.
    var lastWidth: Int?

    private static let indent = 2

    /// Returns the lines of a row; none if all values are empty.
    func row(_ label: String, _ values: [Value], labelLook: Terminal.Look = .faint) -> [String] {
        guard values.contains(where: { !$0.text.isEmpty }) else { return [] }
        let count = max(1, values.count - (lastWidth == nil ? 0 : 1))
        let free = terminal.width - Self.indent - labelWidth - (lastWidth.map { $0 + 1 } ?? 0)
        let width = free / count - 1
        let cells = values.enumerated().map { index, value in
            let isLast = index == values.count - 1
            return TextColumns.Cell(text: value.text, width: isLast ? lastWidth ?? width : width, look: value.look)
        }
        return TextColumns(terminal: terminal).lines(
            [.init(text: label, width: labelWidth, look: labelLook)] + cells, indent: Self.indent)
    }

    /// Returns a heading with a value at the right edge.
    func heading(_ text: String, _ right: Value) -> String {
        guard !right.text.isEmpty else { return String(repeating: " ", count: Self.indent) + text }
        let gap = max(2, terminal.width - Self.indent - text.count - right.text.count)
        return String(repeating: " ", count: Self.indent) + text + String(repeating: " ", count: gap)
            + terminal.styled(right.text, right.look)
    }

    /// Returns the lines of a text over the full width.
    func paragraph(_ text: String, _ look: Terminal.Look) -> [String] {
        let indent = Self.indent * 2
        return TextColumns(terminal: terminal).lines(
            [.init(text: text, width: terminal.width - indent, look: look)], indent: indent)
    }
}
