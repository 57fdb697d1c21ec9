/// The ranges of the five parts of a URL reference in its text (RFC 3986 section 3 and appendix B).
struct URLSplit {
    var scheme = 0..<0
    /// The part after `//`, or nil if there is none.
    var authority: Range<Int>?
    var path = 0..<0
    /// The part after `?`, or nil if there is none.
    var query: Range<Int>?
    /// The part after `#`, or nil if there is none.
    var fragment: Range<Int>?

    init(_ bytes: borrowing Span<UInt8>, by rules: some URLRules) {
        var start = 0
        if let colon = Self.schemeEnd(bytes, by: rules) {
            scheme = 0..<colon
            start = colon + 1
        }
        if bytes.count >= start + 2, bytes[start] == UInt8(ascii: "/"), bytes[start + 1] == UInt8(ascii: "/") {
            let end = Self.end(bytes, from: start + 2) { $0 == UInt8(ascii: "/") || $0.endsPath }
            authority = start + 2..<end
            start = end
        }
        let pathEnd = Self.end(bytes, from: start) { $0.endsPath }
        path = start..<pathEnd
        start = pathEnd
        if start < bytes.count, bytes[start] == UInt8(ascii: "?") {
            let end = Self.end(bytes, from: start) { $0 == UInt8(ascii: "#") }
            query = start + 1..<end
            start = end
        }
        if start < bytes.count { fragment = start + 1..<bytes.count }
    }

    /// The position of the colon after a scheme, or nil if there is no scheme.
    private static func schemeEnd(_ bytes: borrowing Span<UInt8>, by rules: some URLRules) -> Int? {
        let end = end(bytes, from: 0) { !$0.isSchemeByte }
        guard end < bytes.count, bytes[end] == UInt8(ascii: ":") else { return nil }
        return rules.isScheme(bytes.extracting(0..<end)) ? end : nil
    }

    /// The position of the first byte from `start` for which `stops` returns true, or the end.
    @inline(__always)
    private static func end(_ bytes: borrowing Span<UInt8>, from start: Int, _ stops: (UInt8) -> Bool) -> Int {
        var index = start
        while index < bytes.count, !stops(bytes[index]) { index += 1 }
        return index
    }
}

extension UInt8 {
    fileprivate var endsPath: Bool { self == UInt8(ascii: "?") || self == UInt8(ascii: "#") }

    /// Whether this byte is allowed in a scheme (RFC 3986 section 3.1).
    var isSchemeByte: Bool {
        isASCIILetter || isASCIIDigit || self == UInt8(ascii: "+") || self == UInt8(ascii: "-")
            || self == UInt8(ascii: ".")
    }
}
