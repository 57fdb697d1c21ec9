import HTTPValues

/// Rows of a report: a label and a value for each column, wrapped and aligned. Where columns are too narrow, the
/// values are listed below the label.
struct ReportRows: Sendable {
    /// The content of a column.
    struct Value: Sendable {
        let text: String
        var look = Terminal.Look.plain

        static let nothing = Value(text: "")

        var longestWord: Int { text.split(separator: " ").map(\.count).max() ?? 0 }
    }

    let terminal: Terminal
    /// The names of the columns.
    let columns: [String]
    /// The width of the labels.
    var labelWidth = 24
    /// The width of an unnamed column at the end, if there is one.
    var lastWidth: Int?

    private static let indent = 2
    /// The smallest useful width of a column.
    private static let minimumColumnWidth = 14

    private var columnWidth: Int {
        (terminal.width - Self.indent - labelWidth - (lastWidth.map { $0 + 1 } ?? 0)) / columns.count - 1
    }

    private var isList: Bool { columnWidth < Self.minimumColumnWidth }

    /// The lines with the names of the columns; none in a list.
    var header: [String] {
        isList ? [] : row("", columns.map { .init(text: $0, look: .strong) })
    }

    /// Returns the lines of a row; none if all values are empty.
    func row(_ label: String, _ values: [Value], labelLook: Terminal.Look = .faint) -> [String] {
        guard values.contains(where: { !$0.text.isEmpty }) else { return [] }
        if isList || values.contains(where: { $0.longestWord > columnWidth }) { return list(label, values, labelLook) }
        let cells = values.enumerated().map { index, value in
            let width = index < columns.count ? columnWidth : lastWidth ?? columnWidth
            return TextColumns.Cell(text: value.text, width: width, look: value.look)
        }
        return TextColumns(terminal: terminal).lines(
            [.init(text: label, width: labelWidth, look: labelLook)] + cells, indent: Self.indent)
    }

    /// Returns the lines of a heading with a value at the right edge.
    func heading(_ text: String, _ right: Value) -> [String] {
        let indent = String(repeating: " ", count: Self.indent)
        guard !right.text.isEmpty else { return [indent + text] }
        let gap = terminal.width - Self.indent - text.count - right.text.count
        guard gap >= 2 else { return paragraph(text, .plain, indent: Self.indent) + paragraph(right.text, right.look) }
        return [indent + text + String(repeating: " ", count: gap) + terminal.styled(right.text, right.look)]
    }

    /// Returns the lines of a text over the full width.
    func paragraph(_ text: String, _ look: Terminal.Look, indent: Int = indent * 2) -> [String] {
        TextColumns(terminal: terminal).lines(
            [.init(text: text, width: terminal.width - indent, look: look)], indent: indent)
    }

    /// Returns the label, and below it a line for each value with the name of its column.
    private func list(_ label: String, _ values: [Value], _ labelLook: Terminal.Look) -> [String] {
        let nameWidth = columns.map(\.count).max() ?? 0
        let indent = Self.indent * 3
        let head = label.isEmpty ? [] : paragraph(label, labelLook, indent: Self.indent)
        return head
            + values.enumerated().filter { !$0.element.text.isEmpty }.flatMap { index, value in
                let name = index < columns.count ? columns[index] : ""
                let width = max(8, terminal.width - indent - nameWidth - 1)
                return TextColumns(terminal: terminal).lines(
                    [
                        .init(text: name, width: nameWidth, look: .faint),
                        .init(text: value.text, width: width, look: value.look),
                    ], indent: indent)
            }
    }
}
