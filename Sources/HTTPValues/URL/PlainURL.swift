/// An http or https URL that needs no change in either dialect, as most do: its text is used as it is, and its parts
/// are found in one pass.
///
/// ``URLParser`` parses the others; for plain URLs it gives the same result.
struct PlainURL {
    private(set) var components = URLComponents()
    /// The offset of the path in the text.
    private(set) var pathStart = 0

    /// Parses `text`; false if it is not plain.
    mutating func read(_ text: String) -> Bool {
        text.utf8.count <= FetchURL.maximumLength && text.withUTF8Bytes { take($0) }
    }

    private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let scheme = Self.scheme(of: bytes) else { return false }
        components.scheme = scheme
        let hostStart = scheme.utf8.count + 3
        var index = hostStart
        while index < bytes.count, Self.hostBytes.contains(bytes[index]) { index += 1 }
        guard takeHost(bytes[hostStart..<index]), takePort(bytes, &index) else { return false }
        pathStart = index
        return takePath(bytes, &index) && takeQuery(bytes, &index)
    }

    private static func scheme(of bytes: UnsafeBufferPointer<UInt8>) -> String? {
        if UnsafeRawBufferPointer(bytes).begin(with: "http://") { return "http" }
        return UnsafeRawBufferPointer(bytes).begin(with: "https://") ? "https" : nil
    }

    private mutating func takeHost(_ host: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard let first = host.first else { return false }
        components.host = String(decoding: host, as: UTF8.self)
        // What begins with a digit may be an address that is wrong.
        return !first.isASCIIDigit || IPAddress.isIPv4(components.host)
    }

    private mutating func takePort(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
        guard index < bytes.count, bytes[index] == UInt8(ascii: ":") else { return true }
        let start = index + 1
        var port = 0
        index = start
        while index < bytes.count, index - start < 5, bytes[index].isASCIIDigit {
            port = port * 10 + Int(bytes[index] - UInt8(ascii: "0"))
            index += 1
        }
        components.port = port
        return index > start && bytes[start] != UInt8(ascii: "0") && port <= 65535
            && port != URLComponents.defaultPort(of: components.scheme)
    }

    private mutating func takePath(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
        let start = index
        while index < bytes.count, Self.pathBytes.contains(bytes[index]) {
            // A dot behind a slash may be one of the segments to leave out (RFC 3986 section 5.2.4).
            let mayBeDotSegment = bytes[index] == UInt8(ascii: ".") && bytes[index - 1] == UInt8(ascii: "/")
            if mayBeDotSegment { return false }
            index += 1
        }
        components.path = String(decoding: bytes[start..<index], as: UTF8.self)
        return index > start && bytes[start] == UInt8(ascii: "/")
    }

    private mutating func takeQuery(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
        guard index < bytes.count else { return true }
        guard bytes[index] == UInt8(ascii: "?") else { return false }
        let start = index + 1
        index = start
        while index < bytes.count, Self.queryBytes.contains(bytes[index]) { index += 1 }
        components.query = String(decoding: bytes[start..<index], as: UTF8.self)
        return index == bytes.count
    }

    private static let hostBytes = ByteSet("abcdefghijklmnopqrstuvwxyz0123456789-.")
    private static let pathBytes = ByteSet(unreservedAnd: "!$'()*,+&=;@:/")
    private static let queryBytes = ByteSet(unreservedAnd: "!$'()*,+&=;@:/?")
}
