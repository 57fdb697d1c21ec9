/// Reads a URL text into its parts, normalised and escaped by the rules of a dialect.
enum URLParser {
    /// - Throws: ``InvalidURL`` for a text that the dialect does not allow.
    static func parse(_ text: String, in dialect: URLDialect) throws(InvalidURL) -> URLComponents {
        var text = dialect == .aiohttp ? withoutIgnored(text) : text
        text.makeContiguousUTF8()
        try check(text, in: dialect)
        let bytes = text.utf8.span
        let split = URLSplit(bytes, in: dialect)
        switch dialect {
        case .httpx: return try parseHTTPX(split, of: bytes)
        case .aiohttp: return try parseAIOHTTP(split, of: bytes)
        }
    }

    /// Refuses a text that is too long or, in the dialect of httpx, has a control character.
    private static func check(_ text: String, in dialect: URLDialect) throws(InvalidURL) {
        if text.utf8.count > FetchURL.maximumLength, text.unicodeScalars.count > FetchURL.maximumLength {
            throw InvalidURL(.tooLong)
        }
        guard dialect == .httpx, text.utf8.contains(where: { $0.isASCIIControl }) else { return }
        var position = 0
        for scalar in text.unicodeScalars {
            if let byte = UInt8(exactly: scalar.value), byte.isASCIIControl {
                throw InvalidURL(.controlCharacter(byte, position: position))
            }
            position += 1
        }
    }

    /// `text` without the leading controls and spaces, and the tabs and line ends, that the WHATWG URL standard
    /// says to skip.
    private static func withoutIgnored(_ text: String) -> String {
        guard text.utf8.contains(where: { $0.isASCIIControl }) || text.utf8.first == 0x20 else { return text }
        let kept = text.utf8.drop { $0 <= 0x20 }.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return String(decoding: kept, as: UTF8.self)
    }

    private static func parseHTTPX(_ split: URLSplit, of bytes: borrowing Span<UInt8>) throws(InvalidURL)
        -> URLComponents
    {
        let encodings = URLDialect.httpx.encodings
        let scheme = bytes.text(split.scheme)
        var url = URLComponents(scheme: scheme.lowerCase)
        if let range = split.authority, !range.isEmpty {
            let authority = URLAuthority(range, of: bytes)
            url.userInfo = authority.userInfo.map { encodings.userInfo.encode(bytes.text($0)) }
            if url.userInfo?.isEmpty == true { url.userInfo = nil }
            url.host = try URLHost.encode(bytes.text(authority.host), in: .httpx)
            // The default is looked up by the scheme as it was written, as httpx does: `HTTP://h:80` keeps its port.
            let port = try authority.portNumber(of: bytes)
            url.port = port == URLComponents.defaultPort(of: scheme) ? nil : port
        }
        let path = bytes.text(split.path)
        if url.scheme.isEmpty && !url.hasAuthority {
            try checkRelative(path)
            url.path = encodings.path.encode(path)
        } else {
            url.path = encodings.path.encode(URLPath.removingDotSegments(path, in: .httpx))
        }
        url.query = split.query.map { encodings.query.encode(bytes.text($0)) }
        url.fragment = split.fragment.map { encodings.fragment.encode(bytes.text($0)) }
        return url
    }

    /// A path without scheme and authority must not look like one that has them (RFC 3986 section 3.3).
    private static func checkRelative(_ path: String) throws(InvalidURL) {
        if path.utf8.starts(with: "//".utf8) {
            throw InvalidURL(.invalid("Relative URLs cannot have a path starting with '//'"))
        }
        if path.utf8.first == UInt8(ascii: ":") {
            throw InvalidURL(.invalid("Relative URLs cannot have a path starting with ':'"))
        }
    }

    private static func parseAIOHTTP(
        _ split: URLSplit, of bytes: borrowing Span<UInt8>
    ) throws(InvalidURL) -> URLComponents {
        let encodings = URLDialect.aiohttp.encodings
        var url = URLComponents(scheme: bytes.text(split.scheme).lowerCase)
        if let range = split.authority, !range.isEmpty {
            try URLAuthority.checkStrictly(bytes.extracting(range))
            let authority = URLAuthority(range, of: bytes)
            url.userInfo = authority.userInfo.flatMap { encodedUserInfo(bytes.text($0), with: encodings.userInfo) }
            url.host = try URLHost.encode(bytes.text(authority.host), in: .aiohttp)
            if url.host.isEmpty, Self.schemesWithHost.contains(url.scheme) {
                throw InvalidURL(.missingHost(scheme: url.scheme))
            }
            let port = try authority.portNumber(of: bytes, upTo: 65535)
            url.port = port == URLComponents.defaultPort(of: url.scheme) ? nil : port
        }
        url.path = encodings.path.encode(bytes.text(split.path))
        if url.hasAuthority {
            url.path = URLPath.removingDotSegments(url.path, in: .aiohttp)
        } else if url.scheme.isEmpty {
            url.path = URLPath.hidingScheme(url.path)
        }
        url.query = split.query.map { encodings.query.encode(bytes.text($0)) }
        if let fragment = split.fragment, !fragment.isEmpty {
            url.fragment = encodings.fragment.encode(bytes.text(fragment))
        }
        return url
    }

    /// The name and, after the first colon, the password, each encoded; nil when both are missing.
    private static func encodedUserInfo(_ text: String, with encoding: PercentEncoding) -> String? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            return text.isEmpty ? nil : encoding.encode(text)
        }
        let password = text[text.utf8.index(after: colon)...]
        return encoding.encode(String(text[..<colon])) + ":"
            + encoding.encode(String(password))
    }

    private static let schemesWithHost: Set<String> = ["http", "https", "ws", "wss", "ftp"]
}

extension Span where Element == UInt8 {
    /// The UTF-8 text in `range`.
    func text(_ range: Range<Int>) -> String {
        guard !range.isEmpty else { return "" }
        return extracting(range).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
