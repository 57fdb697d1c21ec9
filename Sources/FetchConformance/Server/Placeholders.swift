import HTTPValues

/// Replaces the placeholders for a server's ports and origins in cases.
struct Placeholders {
    var origin: String
    var other: String
    var port: Int

    func filled(_ text: String) -> String {
        guard text.utf8.contains(0x7B) else { return text }
        var result = text
        for (mark, value) in [
            ("{origin}", origin), ("{other}", other), ("{host}", "http://localhost:\(port)"), ("{port}", String(port)),
        ] {
            result = result.split(separator: mark, omittingEmptySubsequences: false).joined(separator: value)
        }
        return result
    }
}
