/// A set of URLs by scheme, host and port, in the notation of httpx mounts: `all://`, `https://`, `all://example.com`,
/// `https://*.example.com:8443`.
package struct URLPattern: Sendable, Hashable {
    /// The hosts that a pattern matches.
    package enum Host: Sendable, Hashable {
        /// Every host.
        case any
        /// Exactly this host.
        case only(String)
        /// The subdomains of this domain: `*.example.com`.
        case below(String)
        /// This domain and its subdomains: `*example.com`.
        case domain(String)
    }

    /// The scheme, or nil for every scheme.
    package var scheme: String?
    /// The hosts, in lowercase.
    package var host: Host
    /// The port, or nil for every port.
    package var port: Int?

    package init(scheme: String?, host: Host, port: Int?) {
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    /// Parses a pattern.
    ///
    /// - Throws: ``InvalidURL`` if `text` has no `://`, or anything after the host and port.
    package init(_ text: String) throws(InvalidURL) {
        guard let separator = text.firstRange(of: "://") else {
            throw InvalidURL(.invalid("a URL pattern needs a scheme: 'all://', 'https://' or 'all://example.com'"))
        }
        let scheme = String(text[..<separator.lowerBound]).asciiLowercased
        let authority = text[separator.upperBound...]
        guard !authority.contains(where: { "/?#@".contains($0) }) else {
            throw InvalidURL(.invalid("a URL pattern has a scheme, a host and a port, and nothing else"))
        }
        let (host, port) = try Self.split(authority)
        self.init(scheme: scheme == "all" ? nil : scheme, host: Self.host(host.asciiLowercased), port: port)
    }

    private static func split(_ authority: Substring) throws(InvalidURL) -> (host: String, port: Int?) {
        let afterAddress = authority.lastIndex(of: "]") ?? authority.startIndex
        guard let colon = authority[afterAddress...].lastIndex(of: ":") else { return (String(authority), nil) }
        guard let port = Int(authority[authority.index(after: colon)...]), (0...65535).contains(port) else {
            throw InvalidURL(.port(String(authority[authority.index(after: colon)...])))
        }
        return (String(authority[..<colon]), port)
    }

    private static func host(_ text: String) -> Host {
        if text.isEmpty || text == "*" { return .any }
        if text.hasPrefix("*.") { return .below(String(text.dropFirst(2))) }
        if text.hasPrefix("*") { return .domain(String(text.dropFirst())) }
        let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
        return .only(isBracketed ? String(text.dropFirst().dropLast()) : text)
    }

    /// Whether the pattern matches `url`.
    package func matches(_ url: FetchURL) -> Bool {
        guard scheme == nil || scheme == url.scheme, port == nil || port == url.effectivePort else { return false }
        let asked = url.bareHost.lowerCase
        switch host {
        case .any: return true
        case .only(let name): return asked == name
        case .below(let domain): return asked.hasSuffix("." + domain)
        case .domain(let domain): return asked == domain || asked.hasSuffix("." + domain)
        }
    }

    /// Whether this pattern is tried before `other`: patterns with a port first, then the longer host, then patterns
    /// with a scheme, as httpx orders its mounts.
    package func isMoreSpecific(than other: URLPattern) -> Bool {
        if (port == nil) != (other.port == nil) { return port != nil }
        if host.length != other.host.length { return host.length > other.host.length }
        return scheme != nil && other.scheme == nil
    }
}

extension URLPattern.Host {
    fileprivate var length: Int {
        switch self {
        case .any: 0
        case .only(let name): name.utf8.count
        case .domain(let name): name.utf8.count + 1
        case .below(let name): name.utf8.count + 2
        }
    }
}
