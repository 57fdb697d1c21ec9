/// The rules of `httpx.URL`: the structure of RFC 3986 with the escape sets of the WHATWG URL standard.
struct HTTPXURLRules: URLRules {
    /// The percent-encode sets of https://url.spec.whatwg.org/#percent-encoded-bytes as httpx interprets them: a `%`
    /// and every other printable character not listed are left alone.
    private static let encodings: URLEncodings = {
        let query = " \"#<>"
        let path = query + "?`{}"
        let userInfo = path + "/;=@[\\]^|"
        func keeping(without excluded: String) -> PercentEncoding {
            PercentEncoding(safe: ByteSet(printableWithout: excluded), keepsEscapes: true)
        }
        return URLEncodings(
            userInfo: keeping(without: userInfo),
            credential: keeping(without: userInfo + ":"),
            path: keeping(without: path),
            query: keeping(without: query),
            fragment: keeping(without: " \"<>`"),
            parameter: PercentEncoding(safe: .unreserved, keepsEscapes: false, writesSpaceAsPlus: true))
    }()

    var encodings: URLEncodings { Self.encodings }

    // MARK: Parsing

    func withoutSkipped(_ text: String) -> String { text }

    func checkCharacters(of text: String) throws(InvalidURL) {
        guard text.utf8.contains(where: { $0.isASCIIControl }) else { return }
        var position = 0
        for scalar in text.unicodeScalars {
            if let byte = UInt8(exactly: scalar.value), byte.isASCIIControl {
                throw InvalidURL(.controlCharacter(byte, position: position))
            }
            position += 1
        }
    }

    /// A scheme begins with a letter (RFC 3986 section 3.1). A colon at the very beginning is dropped.
    func isScheme(_ bytes: borrowing Span<UInt8>) -> Bool { bytes.isEmpty || bytes[0].isASCIILetter }

    func components(_ split: URLSplit, of bytes: borrowing Span<UInt8>) throws(InvalidURL) -> URLComponents {
        let scheme = bytes.text(split.scheme)
        var url = URLComponents(scheme: scheme.lowerCase)
        if let range = split.authority, !range.isEmpty {
            let authority = URLAuthority(range, of: bytes)
            url.userInfo = authority.userInfo.map { encodings.userInfo.encode(bytes.text($0)) }
            if url.userInfo?.isEmpty == true { url.userInfo = nil }
            url.host = try URLHost.encode(bytes.text(authority.host), by: self)
            // The default is looked up by the scheme as written, as in httpx: `HTTP://h:80` keeps its port.
            let port = try authority.portNumber(of: bytes)
            url.port = port == URLComponents.defaultPort(of: scheme) ? nil : port
        }
        let path = bytes.text(split.path)
        if url.scheme.isEmpty && !url.hasAuthority {
            try checkRelative(path)
            url.path = encodings.path.encode(path)
        } else {
            url.path = encodings.path.encode(removingDotSegments(path))
        }
        url.query = split.query.map { encodings.query.encode(bytes.text($0)) }
        url.fragment = split.fragment.map { encodings.fragment.encode(bytes.text($0)) }
        return url
    }

    /// A path without scheme and authority must not look like it has them (RFC 3986 section 3.3).
    private func checkRelative(_ path: String) throws(InvalidURL) {
        if path.utf8.starts(with: "//".utf8) {
            throw InvalidURL(.invalid("Relative URLs cannot have a path starting with '//'"))
        }
        if path.utf8.first == UInt8(ascii: ":") {
            throw InvalidURL(.invalid("Relative URLs cannot have a path starting with ':'"))
        }
    }

    /// An IPv4 address must be valid. In other ASCII names, characters not allowed in a host are escaped.
    func encodedName(_ host: String) throws(InvalidURL) -> String {
        guard host.utf8.allSatisfy({ $0 < 0x80 }) else { return try InternationalName.strictASCII(host) }
        if host.utf8.first?.isASCIIDigit == true, IPAddress.looksLikeIPv4(host) {
            guard IPAddress.isIPv4(host) else { throw InvalidURL(.ipv4Address(host)) }
            return host
        }
        return Self.lenientName.encode(host.lowerCase)
    }

    private static let lenientName = PercentEncoding(
        safe: ByteSet(unreservedAnd: "!$&'()*+,;=\"`{}%|\\"), keepsEscapes: true)

    /// The address is validated, but kept as written.
    func ipv6(_ text: String, groups: [UInt16], zone: Substring?) -> String { text }

    /// A final `.` or `..` leaves no slash: `/a/b/..` becomes `/a`.
    func removingDotSegments(_ path: String) -> String {
        guard URLPath.hasDotSegment(path) else { return path }
        return URLPath.resolve(path[...], dropsRoot: false, keepsLastSlash: false)
    }

    // MARK: Writing

    func writesEmptyAuthority(_ url: URLComponents) -> Bool { false }

    func writesSlash(beforePathOf url: URLComponents) -> Bool { false }

    // MARK: Components

    func path(of url: URLComponents) -> String { url.path.isEmpty ? "/" : url.path }

    func isAbsolute(_ url: URLComponents) -> Bool { !url.host.isEmpty && !url.scheme.isEmpty }

    func shownIPv6(_ address: String) -> String { address }

    func headerHost(_ host: String) -> String { host }

    // MARK: Joining

    /// Works like Python's `urljoin`: an empty query or fragment counts as missing.
    func join(_ reference: URLComponents, to base: URLComponents, into result: inout URLComponents) {
        if !reference.hasAuthority {
            if reference.path.isEmpty {
                result.path = base.path
                if reference.query?.isEmpty ?? true { result.query = base.query }
            } else {
                result.path = path(reference.path, seenFrom: base.path)
                // Keeps the host apart from the path. `urljoin` adds the slash for all schemes with an authority.
                if result.hasAuthority || !result.scheme.isEmpty, result.path.utf8.first != UInt8(ascii: "/") {
                    result.path = "/" + result.path
                }
            }
        }
        if result.query?.isEmpty == true { result.query = nil }
        if result.fragment?.isEmpty == true { result.fragment = nil }
    }

    /// Empty segments inside a relative path are removed, and a result without segments is the root.
    private func path(_ reference: String, seenFrom base: String) -> String {
        var segments = reference.split(separator: "/", omittingEmptySubsequences: false)
        if reference.utf8.first != UInt8(ascii: "/") {
            var parents = base.split(separator: "/", omittingEmptySubsequences: false)
            if parents.last != "" { parents.removeLast() }
            segments = withoutInnerEmpties(parents + segments)
        }
        let path = URLPath.resolve(segments, dropsRoot: true, keepsLastSlash: true)
        return path.isEmpty ? "/" : path
    }

    private func withoutInnerEmpties(_ segments: [Substring]) -> [Substring] {
        guard segments.count > 2, let first = segments.first, let last = segments.last else { return segments }
        return [first] + segments.dropFirst().dropLast().filter { !$0.isEmpty } + [last]
    }

    // MARK: Query parameters

    /// Groups the values by name.
    func ordered(_ parameters: QueryParameters) -> [(String, String)] {
        parameters.grouped.flatMap { name, values in values.map { (name, $0.text) } }
    }

    func query(of parameters: QueryParameters) -> String {
        FormEncoding.encode(ordered(parameters), with: encodings.parameter)
    }

    func check(_ parameters: QueryParameters) {}
}
