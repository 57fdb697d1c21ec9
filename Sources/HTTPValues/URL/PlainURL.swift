/// A fast path for plain URLs, which most are: http or https, and the same in every dialect. Their text is used
/// unchanged, and their parts are found in one pass.
///
/// ``URLParser`` parses all others. For plain URLs it gives the same result.
extension URLComponents {
    /// Reads the parts of `text` and returns the offset of the path. Returns nil if the URL is not plain; the parts are
    /// then meaningless.
    mutating func readPlainURL(_ text: String) -> Int? {
        guard text.utf8.count <= FetchURL.maximumLength else { return nil }
        return text.withUTF8Bytes { take($0) }
    }

    private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let scheme = Self.plainScheme(of: bytes) else { return nil }
        self.scheme = scheme
        let hostStart = scheme.utf8.count + 3
        var index = hostStart
        while index < bytes.count, Self.hostBytes.contains(bytes[index]) { index += 1 }
        guard takeHost(bytes[hostStart..<index]), takePort(bytes, &index) else { return nil }
        let pathStart = index
        return takePath(bytes, &index) && takeQuery(bytes, &index) ? pathStart : nil
    }

    private static func plainScheme(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
        if UnsafeRawBufferPointer(bytes).begin(with: "http://") { return "http" }
        return UnsafeRawBufferPointer(bytes).begin(with: "https://") ? "https" : nil
    }

    private mutating func takeHost(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let first = bytes.first else { return false }
        host = String(decoding: bytes, as: UTF8.self)
        // A host that begins with a digit may be an invalid address.
        return !first.isASCIIDigit || IPAddress.isIPv4(host)
    }

    private mutating func takePort(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return true }
        let start = index + 1
        var number = 0
        index = start
        while index < bytes.count, index - start < 5, bytes[index].isASCIIDigit {
            number = number * 10 + Int(bytes[index] - UInt8(ascii: "0"))
            index += 1
        }
        port = number
        return index > start && bytes[start] != UInt8(ascii: "0") && number <= 65535
            && number != URLComponents.defaultPort(of: scheme)
    }

    private mutating func takePath(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
        let start = index
        while index < bytes.count, Self.pathBytes.contains(bytes[index]) {
            // A dot after a slash may begin a dot segment, which must be removed (RFC 3986 section 5.2.4).
            let mayBeDotSegment = bytes[index] == UInt8(ascii: ".") && bytes[index - 1] == UInt8(ascii: "/")
            if mayBeDotSegment { return false }
            index += 1
        }
        path = String(decoding: bytes[start..<index], as: UTF8.self)
        return index > start && bytes[start] == UInt8(ascii: "/")
    }

    private mutating func takeQuery(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
        guard index < bytes.count else { return true }
        guard bytes[index] == UInt8(ascii: "?") else { return false }
        let start = index + 1
        index = start
        while index < bytes.count, Self.queryBytes.contains(bytes[index]) { index += 1 }
        query = String(decoding: bytes[start..<index], as: UTF8.self)
        return index == bytes.count
    }

    private static let hostBytes = ByteSet("abcdefghijklmnopqrstuvwxyz0123456789-.")
    private static let pathBytes = ByteSet(unreservedAnd: "!$'()*,+&=;@:/")
    private static let queryBytes = ByteSet(unreservedAnd: "!$'()*,+&=;@:/?")
}
