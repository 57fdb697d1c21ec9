import HTTPValues

/// The parts of one response in raw text.
package struct RawResponse: Sendable {
    package let statusLine: String
    package let fields: [(name: String, value: String)]
    package let body: String

    package var status: Int { statusLine.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0 }
    package var names: [String] { fields.map(\.name) }

    /// Parses the first response in `text`. Everything after its head is the body.
    package init(_ text: String) {
        let end = text.firstRange(of: "\r\n\r\n")
        let head = text[..<(end?.lowerBound ?? text.endIndex)]
        let lines = head.split(separator: "\r\n", omittingEmptySubsequences: false)
        statusLine = String(lines[0])
        fields = lines.dropFirst().map { line in
            let colon = line.firstRange(of: ": ") ?? line.endIndex..<line.endIndex
            return (String(line[..<colon.lowerBound]), String(line[colon.upperBound...]))
        }
        body = end.map { String(text[$0.upperBound...]) } ?? ""
    }

    package subscript(name: String) -> String? {
        fields.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
