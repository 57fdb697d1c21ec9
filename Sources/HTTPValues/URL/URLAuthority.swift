/// The ranges of the parts of an authority in the text (RFC 3986 section 3.2).
struct URLAuthority {
    /// The part before the last `@`, or nil if there is none.
    var userInfo: Range<Int>?
    /// The host, including brackets.
    var host: Range<Int>
    /// The part after the host, without the colon.
    var port: Range<Int>

    /// Splits the authority in `range`. The last `@` ends the user information. A host with an opening bracket extends
    /// to the last closing bracket, any other host to the first colon.
    init(_ range: Range<Int>, of bytes: borrowing Span<UInt8>) {
        var start = range.lowerBound
        if let at = Self.last(UInt8(ascii: "@"), in: range, of: bytes) {
            userInfo = start..<at
            start = at + 1
        }
        var end = start
        if start < range.upperBound, bytes[start] == UInt8(ascii: "["),
            let bracket = Self.last(UInt8(ascii: "]"), in: start..<range.upperBound, of: bytes)
        {
            end = bracket + 1
        } else {
            while end < range.upperBound, bytes[end] != UInt8(ascii: ":") { end += 1 }
        }
        host = start..<end
        let hasColon = end < range.upperBound && bytes[end] == UInt8(ascii: ":")
        port = (hasColon ? end + 1 : end)..<range.upperBound
    }

    /// The port, or nil if it is empty (RFC 3986 section 3.2.3).
    ///
    /// If an `@` follows the authority, the error omits the text: in `http://user:pass/word@h`, a slash that should
    /// have been escaped makes the beginning of a password look like a port.
    func portNumber(of bytes: borrowing Span<UInt8>, upTo maximum: Int = .max) throws(InvalidURL) -> Int? {
        guard !port.isEmpty else { return nil }
        let isOpen = !host.isEmpty && bytes[host.lowerBound] == UInt8(ascii: "[")
        guard !isOpen || bytes[host.upperBound - 1] == UInt8(ascii: "]") else {
            throw InvalidURL(.invalid("Invalid host: missing ']'"))
        }
        let text = bytes.text(port)
        guard text.utf8.allSatisfy(\.isASCIIDigit), let number = Int(text), number <= maximum else {
            let mayBeSecret = Self.last(UInt8(ascii: "@"), in: port.upperBound..<bytes.count, of: bytes) != nil
            throw InvalidURL(.port(mayBeSecret ? "[secure]" : text))
        }
        return number
    }

    /// Rejects a backslash, and brackets anywhere but around the whole host. Parsers disagree on their meaning, so a
    /// check and a connection might see different hosts.
    static func checkStrictly(_ authority: borrowing Span<UInt8>) throws(InvalidURL) {
        var start = 0
        var brackets = 0
        for index in authority.indices {
            switch authority[index] {
            case UInt8(ascii: "\\"):
                throw InvalidURL(.invalid("Invalid URL: a backslash is not allowed in the authority"))
            case UInt8(ascii: "@"): start = index + 1
            case UInt8(ascii: "["), UInt8(ascii: "]"): brackets += 1
            default: break
            }
        }
        guard brackets > 0 else { return }
        guard brackets == 2, start < authority.count, authority[start] == UInt8(ascii: "["),
            let end = last(UInt8(ascii: "]"), in: start..<authority.count, of: authority),
            end + 1 == authority.count || authority[end + 1] == UInt8(ascii: ":")
        else { throw InvalidURL(.invalid("Invalid IPv6 URL")) }
    }

    private static func last(_ byte: UInt8, in range: Range<Int>, of bytes: borrowing Span<UInt8>) -> Int? {
        var index = range.upperBound
        while index > range.lowerBound {
            index -= 1
            if bytes[index] == byte { return index }
        }
        return nil
    }
}
