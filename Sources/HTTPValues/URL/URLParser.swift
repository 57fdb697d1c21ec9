/// Parses a URL into its parts, normalized and escaped by the rules of a dialect.
enum URLParser {
    /// - Throws: ``InvalidURL`` if the dialect does not allow `text`.
    static func parse(_ text: String, in dialect: URLDialect) throws(InvalidURL) -> URLComponents {
        let rules = dialect.rules
        var text = rules.withoutSkipped(text)
        text.makeContiguousUTF8()
        if text.utf8.count > FetchURL.maximumLength, text.unicodeScalars.count > FetchURL.maximumLength {
            throw InvalidURL(.tooLong)
        }
        try rules.checkCharacters(of: text)
        let bytes = text.utf8.span
        return try rules.components(URLSplit(bytes, by: rules), of: bytes)
    }
}

extension Span where Element == UInt8 {
    /// The UTF-8 string in `range`.
    func text(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        return extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
