/// A URL or relative reference (RFC 3986), normalized and escaped by the rules of a ``URLDialect``.
///
/// ```swift
/// let url = try FetchURL("https://jo:secret@müller.de:8443/a b?q=1#top")
/// url.host          // "müller.de"
/// url.encodedHost   // "xn--mller-kva.de"
/// url.target        // "/a%20b?q=1"
/// "\(url)"          // "https://jo:[secure]@xn--mller-kva.de:8443/a%20b?q=1#top"
/// ```
///
/// Copies share their storage, so passing a URL is as cheap as passing a reference. Two URLs are equal if their
/// ``text`` is equal.
public struct FetchURL: Sendable {
    /// The maximum length of a URL in characters.
    package static let maximumLength = 65536

    private let storage: Storage

    /// The parsed parts.
    private final class Storage: Sendable {
        let text: String
        /// The UTF-8 offset of the path in the text.
        let pathStart: Int
        let components: URLComponents
        let dialect: URLDialect

        init(text: String, pathStart: Int, components: URLComponents, dialect: URLDialect) {
            self.text = text
            self.pathStart = pathStart
            self.components = components
            self.dialect = dialect
        }
    }

    /// Parses a URL.
    ///
    /// - Parameters:
    ///   - text: An absolute URL or a relative reference. Characters not allowed in a URL are escaped.
    ///   - dialect: The rules for parsing.
    /// - Throws: ``InvalidURL`` if the text is too long or malformed.
    public init(_ text: String, dialect: URLDialect = .httpx) throws(InvalidURL) {
        var components = URLComponents()
        if let pathStart = components.readPlainURL(text) {
            self.init(consume components, text: text, pathStart: pathStart, dialect: dialect)
        } else {
            self.init(try URLParser.parse(text, in: dialect), dialect: dialect)
        }
    }

    init(_ components: URLComponents, dialect: URLDialect) {
        let (text, pathStart) = components.text(in: dialect)
        self.init(components, text: text, pathStart: pathStart, dialect: dialect)
    }

    private init(_ components: consuming URLComponents, text: String, pathStart: Int, dialect: URLDialect) {
        storage = Storage(text: text, pathStart: pathStart, components: components, dialect: dialect)
    }

    /// `http://localhost/`, for values that need a URL and have none.
    package static let localhost = FetchURL(
        URLComponents(scheme: "http", host: "localhost", path: "/"), dialect: .httpx)

    var components: URLComponents { storage.components }

    /// The rules used to parse this URL and to write changed copies.
    package var dialect: URLDialect { storage.dialect }

    /// The whole URL, including user name and password. Do not log it.
    public var text: String { storage.text }

    /// The scheme in lowercase. Empty for a relative reference.
    public var scheme: String { components.scheme }

    /// The decoded user name, or nil if there is none.
    public var username: String? {
        guard let userInfo = components.userInfo else { return nil }
        let name = userInfo.prefix { $0 != ":" }
        return name.isEmpty ? nil : PercentDecoding.decode(name)
    }

    /// The decoded password, or nil if there is none. Empty if the user information ends with the colon.
    public var password: String? {
        guard let userInfo = components.userInfo, let colon = userInfo.utf8.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        return PercentDecoding.decode(userInfo[userInfo.utf8.index(after: colon)...])
    }

    /// The host in Unicode, without brackets. Empty if there is none.
    public var host: String { URLHost.decode(components.host, by: dialect.rules) }

    /// The host as it appears in the text: ASCII, with brackets around an IPv6 address. Empty if there is none.
    public var encodedHost: String { components.bracketedHost }

    /// The port in the text, or nil if there is none or it is the scheme's default.
    public var port: Int? { components.port }

    /// The port to connect to: the one in the text, or the default for ftp, http, https, ws and wss.
    public var effectivePort: Int? { components.port ?? URLComponents.defaultPort(of: scheme) }

    /// The decoded path. See ``encodedPath``.
    public var path: String { PercentDecoding.decode(encodedPath) }

    /// The path as it appears in the text. An empty path becomes `/`, in the aiohttp dialect only if there is a host.
    public var encodedPath: String { dialect.rules.path(of: components) }

    /// The escaped query without the `?`, or nil if there is none. Empty if nothing follows the `?`.
    public var encodedQuery: String? { components.query }

    /// The decoded query parameters.
    public var params: QueryParameters { QueryParameters(parsing: components.query ?? "") }

    /// The escaped fragment without the `#`, or nil if there is none.
    public var encodedFragment: String? { components.fragment }

    /// The decoded fragment, or nil if there is none.
    public var fragment: String? { components.fragment.map { PercentDecoding.decode($0) } }

    /// The path and query for an HTTP request line (RFC 9112 section 3.2.1).
    public var target: String {
        let path = components.path.isEmpty ? "/" : components.path
        return components.query.map { path + "?" + $0 } ?? path
    }

    /// The host and port for the `Host` header (RFC 9110 section 7.2), without the scheme's default port. The aiohttp
    /// dialect drops trailing dots of the host.
    package var hostHeader: String {
        let host = dialect.rules.headerHost(components.bracketedHost)
        return components.port.map { host + ":" + String($0) } ?? host
    }

    /// The ASCII host, without brackets around an IPv6 address.
    package var bareHost: String {
        let host = encodedHost
        return host.utf8.first == UInt8(ascii: "[") ? String(host.dropFirst().dropLast()) : host
    }

    /// The scheme, host and port, which all URLs of a server share.
    package var origin: Origin { Origin(scheme: scheme, host: components.host, port: effectivePort) }

    /// ``origin`` as a string, without a default port.
    package var originText: String {
        let hasPlainText =
            components.userInfo == nil && components.port != URLComponents.defaultPort(of: scheme)
            && !components.host.hasByte(":")
        guard hasPlainText else {
            var plain = URLComponents(scheme: scheme)
            plain.host = origin.host
            plain.port = effectivePort == URLComponents.defaultPort(of: scheme) ? nil : effectivePort
            return plain.text(in: dialect).text
        }
        return String(text.utf8.prefix(storage.pathStart)) ?? text
    }

    /// Whether ``originText`` equals `text`, checked without creating that string. May be a false negative for a URL
    /// with a default port or user information.
    package func begins(withOriginText text: String) -> Bool {
        guard text.utf8.count == storage.pathStart else { return false }
        return text.withUTF8Bytes { origin in
            storage.text.withUTF8Bytes { UnsafeRawBufferPointer($0).begin(with: UnsafeRawBufferPointer(origin)) }
        }
    }

    /// Whether the URL has a host and, in the httpx dialect, a scheme.
    package var isAbsolute: Bool { dialect.rules.isAbsolute(components) }

    /// Whether the scheme is https or wss.
    public var isSecure: Bool { scheme == "https" || scheme == "wss" }

    /// Whether resolvers read the host as an IPv4 address although it is not written as one, such as `127.1`,
    /// `2130706433` or `0x7f.1`. A filter by name would miss it. aiohttp refuses to send requests to most of them.
    package var hasUnusualIPv4Host: Bool { IPAddress.isUnusualIPv4(components.host) }
}

extension FetchURL: Hashable {
    public static func == (left: FetchURL, right: FetchURL) -> Bool {
        left.storage === right.storage || left.text == right.text
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(text)
    }
}

extension FetchURL: CustomStringConvertible {
    /// The URL with its password replaced by `[secure]`.
    public var description: String {
        guard let userInfo = components.userInfo, userInfo.utf8.contains(UInt8(ascii: ":")) else { return text }
        var shown = components
        shown.userInfo = userInfo.prefix { $0 != ":" } + ":[secure]"
        return shown.text(in: dialect).text
    }
}

extension FetchURL: CustomDebugStringConvertible {
    public var debugDescription: String { "FetchURL(\(description))" }
}

extension FetchURL: CustomReflectable {
    /// Empty, so that reflection does not reveal the password that ``description`` hides.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
