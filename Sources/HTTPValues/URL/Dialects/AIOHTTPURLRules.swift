/// The rules of `yarl.URL`, the URL type of aiohttp: RFC 3986 with most reserved characters escaped.
struct AIOHTTPURLRules: URLRules {
    /// yarl keeps the unreserved characters, the sub-delimiters and, depending on the part, a few general delimiters
    /// (RFC 3986 sections 2.2, 2.3, 3.3 and 3.4).
    private static let encodings: URLEncodings = {
        let allowed = "!$'()*,"
        let all = allowed + "+&=;"
        return URLEncodings(
            userInfo: PercentEncoding(safe: ByteSet(unreservedAnd: all), keepsEscapes: true),
            credential: PercentEncoding(safe: ByteSet(unreservedAnd: all), keepsEscapes: false),
            path: PercentEncoding(safe: ByteSet(unreservedAnd: all + "@:/"), keepsEscapes: true),
            query: PercentEncoding(
                safe: ByteSet(unreservedAnd: all + "?/:@"), keepsEscapes: true, writesSpaceAsPlus: true),
            fragment: PercentEncoding(safe: ByteSet(unreservedAnd: all + "?/:@"), keepsEscapes: true),
            parameter: PercentEncoding(
                safe: ByteSet(unreservedAnd: allowed + "?/:@"), keepsEscapes: false, writesSpaceAsPlus: true))
    }()

    var encodings: URLEncodings { Self.encodings }

    // MARK: Parsing

    /// The WHATWG URL standard skips leading controls and spaces, and tabs and line endings anywhere.
    func withoutSkipped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0.isASCIIControl }) || text.utf8.first == 0x20 else { return text }
        let kept = text.utf8.drop { $0 <= 0x20 }.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
        return String(decoding: kept, as: UTF8.self)
    }

    func checkCharacters(of text: String) {}

    /// A scheme may begin with any scheme character.
    func isScheme(_ bytes: borrowing Span<UInt8>) -> Bool { !bytes.isEmpty }

    func components(_ split: URLSplit, of bytes: borrowing Span<UInt8>) throws(InvalidURL) -> URLComponents {
        var url = URLComponents(scheme: bytes.text(split.scheme).lowerCase)
        if let range = split.authority, !range.isEmpty {
            try URLAuthority.checkStrictly(bytes.extracting(range))
            let authority = URLAuthority(range, of: bytes)
            url.userInfo = authority.userInfo.flatMap { encodedUserInfo(bytes.text($0)) }
            url.host = try URLHost.encode(bytes.text(authority.host), by: self)
            if url.host.isEmpty, Self.schemesWithHost.contains(url.scheme) {
                throw InvalidURL(.missingHost(scheme: url.scheme))
            }
            let port = try authority.portNumber(of: bytes, upTo: 65535)
            url.port = port == URLComponents.defaultPort(of: url.scheme) ? nil : port
        }
        url.path = encodings.path.encode(bytes.text(split.path))
        if url.hasAuthority {
            url.path = removingDotSegments(url.path)
        } else if url.scheme.isEmpty {
            url.path = hidingScheme(url.path)
        }
        url.query = split.query.map { encodings.query.encode(bytes.text($0)) }
        if let fragment = split.fragment, !fragment.isEmpty {
            url.fragment = encodings.fragment.encode(bytes.text(fragment))
        }
        return url
    }

    private static let schemesWithHost: Set<String> = ["http", "https", "ws", "wss", "ftp"]

    /// The user name and, after the first colon, the password, each encoded. Nil if both are missing.
    private func encodedUserInfo(_ text: String) -> String? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else {
            return text.isEmpty ? nil : encodings.userInfo.encode(text)
        }
        let password = text[text.utf8.index(after: colon)...]
        return encodings.userInfo.encode(String(text[..<colon])) + ":" + encodings.userInfo.encode(String(password))
    }

    /// The path of a relative reference must not look like it begins with a scheme, so its colon becomes `%3A`.
    private func hidingScheme(_ path: String) -> String {
        guard let colon = path.utf8.firstIndex(of: UInt8(ascii: ":")), colon > path.startIndex,
            path.utf8[..<colon].allSatisfy(\.isSchemeByte)
        else { return path }
        return path[..<colon] + "%3A" + path[path.utf8.index(after: colon)...]
    }

    func encodedName(_ host: String) throws(InvalidURL) -> String {
        let isASCII = host.utf8.allSatisfy { $0 < 0x80 }
        let encoded = try isASCII ? host.lowerCase : InternationalName.mappedASCII(host)
        guard isRegisteredName(encoded) else { throw InvalidURL(.host(host)) }
        return encoded
    }

    /// Whether `name` consists of unreserved characters, sub-delimiters and complete escapes.
    private func isRegisteredName(_ name: String) -> Bool {
        guard !name.utf8.allSatisfy({ Self.nameBytes.contains($0) }) else { return true }
        var rest = name.utf8[...]
        while let byte = rest.popFirst() {
            if Self.nameBytes.contains(byte) { continue }
            guard byte == UInt8(ascii: "%"), rest.popFirst()?.hexadecimalValue != nil,
                rest.popFirst()?.hexadecimalValue != nil
            else { return false }
        }
        return true
    }

    private static let nameBytes = ByteSet(unreservedAnd: "!$&'()*+,;=")

    /// The address in its shortest form.
    func ipv6(_ text: String, groups: [UInt16], zone: Substring?) -> String {
        IPAddress.compressed(groups) + (zone.map { "%" + $0 } ?? "")
    }

    /// RFC 3986 section 5.2.4: `/a/b/..` becomes `/a/`.
    func removingDotSegments(_ path: String) -> String {
        guard URLPath.hasDotSegment(path) else { return path }
        let isRooted = path.utf8.first == UInt8(ascii: "/")
        return (isRooted ? "/" : "")
            + URLPath.resolve(isRooted ? path.dropFirst() : path[...], dropsRoot: true, keepsLastSlash: true)
    }

    // MARK: Writing

    /// For schemes that always have an authority, and before a path that would be parsed as one.
    func writesEmptyAuthority(_ url: URLComponents) -> Bool {
        !url.hasAuthority
            && (URLComponents.hierarchicalSchemes.contains(url.scheme) || url.path.utf8.starts(with: "//".utf8))
    }

    func writesSlash(beforePathOf url: URLComponents) -> Bool {
        url.path.isEmpty ? url.hasAuthority && (url.query ?? url.fragment) != nil : writesEmptyAuthority(url)
    }

    // MARK: Components

    func path(of url: URLComponents) -> String { url.path.isEmpty && url.hasAuthority ? "/" : url.path }

    func isAbsolute(_ url: URLComponents) -> Bool { !url.host.isEmpty }

    /// Shows the zone after a plain `%`.
    func shownIPv6(_ address: String) -> String {
        guard let zone = address.firstRange(of: "%25") else { return address }
        return address[..<zone.lowerBound] + "%" + address[zone.upperBound...]
    }

    /// Drops trailing dots.
    func headerHost(_ host: String) -> String {
        var host = host
        while host.utf8.last == UInt8(ascii: ".") { host.removeLast() }
        return host
    }

    // MARK: Joining

    /// Follows RFC 3986 section 5.2.2, but keeps the base's fragment if the reference has neither path nor fragment.
    func join(_ reference: URLComponents, to base: URLComponents, into result: inout URLComponents) {
        guard !reference.hasAuthority else { return }
        guard !reference.path.isEmpty else {
            result.path = base.path
            if reference.query == nil { result.query = base.query }
            if reference.fragment == nil { result.fragment = base.fragment }
            return
        }
        let isRooted = reference.path.utf8.first == UInt8(ascii: "/")
        result.path = removingDotSegments(isRooted ? reference.path : merge(reference.path, into: base.path))
    }

    /// Follows RFC 3986 section 5.2.3.
    private func merge(_ reference: String, into base: String) -> String {
        guard let slash = base.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "/" + reference }
        return base[...slash] + reference
    }

    // MARK: Query parameters

    func ordered(_ parameters: QueryParameters) -> [(String, String)] { parameters.items }

    /// Parameters parsed from a string and unchanged since are written as that string.
    func query(of parameters: QueryParameters) -> String {
        if let source = parameters.source { return encodings.query.encode(source) }
        return FormEncoding.encode(ordered(parameters), with: encodings.parameter)
    }

    /// aiohttp rejects nil, Booleans and non-finite numbers.
    func check(_ parameters: QueryParameters) throws(InvalidURL) {
        for pair in parameters.pairs {
            switch pair.value {
            case .empty, .boolean: throw InvalidURL(.parameter(pair.name))
            case .number(let number) where !number.isFinite: throw InvalidURL(.parameter(pair.name))
            default: continue
            }
        }
    }
}
