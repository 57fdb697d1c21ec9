import Glibc
package import HTTPValues

/// The proxy environment variables `HTTP_PROXY`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`, in upper or lower case.
/// Lowercase names take precedence. Malformed entries are ignored.
package struct ProxyEnvironment: Sendable {
    private var proxies: [String: ProxyTarget] = [:]
    private var exceptions: [NoProxyEntry] = []

    /// Reads the environment of this process.
    package static func current() -> ProxyEnvironment {
        ProxyEnvironment { name in getenv(name).map { String(cString: $0) } }
    }

    /// Reads variables with `value`.
    package init(_ value: (String) -> String?) {
        for scheme in ["http", "https", "all"] {
            // Under CGI, HTTP_PROXY contains the `Proxy` header sent by the client (CVE-2016-5385).
            let isForged = scheme == "http" && value("REQUEST_METHOD") != nil
            let text = value("\(scheme)_proxy") ?? (isForged ? nil : value("\(scheme.uppercased())_PROXY"))
            guard let text, !text.isEmpty else { continue }
            proxies[scheme] = try? ProxyTarget(text.contains("://") ? text : "http://" + text)
        }
        exceptions = (value("no_proxy") ?? value("NO_PROXY") ?? "").split(separator: ",")
            .compactMap { NoProxyEntry(String($0).trimmingBlanks) }
    }

    /// Returns the proxy for `url`, or nil for a direct connection.
    package func proxy(for url: FetchURL) -> ProxyTarget? {
        guard let proxy = proxies[url.scheme] ?? proxies["all"] else { return nil }
        return exceptions.contains { $0.matches(url) } ? nil : proxy
    }
}

/// An entry of `NO_PROXY`.
enum NoProxyEntry: Sendable, Hashable {
    /// `*`
    case everything
    /// `example.com`, `.example.com` or `*.example.com`, optionally with a port or scheme.
    case host(URLPattern)
    /// `10.0.0.0/8`, `fe80::/10` or a single address, optionally with a port or scheme.
    case network([UInt8], prefix: Int, port: Int?, scheme: String?)

    init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        if text == "*" {
            self = .everything
            return
        }
        var rest = text.lowercased()
        var scheme: String?
        if let parts = rest.splitOnce("://") { (scheme, rest) = parts }
        if let network = Self.network(rest, port: nil, scheme: scheme) {
            self = network
            return
        }
        var port: Int?
        if let colon = rest.lastIndex(of: ":"), let number = Int(rest[rest.index(after: colon)...]) {
            port = number
            rest = String(rest[..<colon])
            if let network = Self.network(rest, port: port, scheme: scheme) {
                self = network
                return
            }
        }
        let isWild = rest.hasPrefix("*.") || rest.hasPrefix(".")
        let name = String(rest.drop { $0 == "*" || $0 == "." })
        guard !name.isEmpty else { return nil }
        self = .host(URLPattern(scheme: scheme, host: isWild ? .below(name) : .domain(name), port: port))
    }

    private static func network(_ text: String, port: Int?, scheme: String?) -> NoProxyEntry? {
        let parts = text.split(separator: "/", maxSplits: 1)
        guard let first = parts.first, let address = address(String(first)) else { return nil }
        let bits = parts.count == 2 ? Int(parts[1]) : address.count * 8
        guard let bits, (0...address.count * 8).contains(bits) else { return nil }
        return .network(address, prefix: bits, port: port, scheme: scheme)
    }

    /// Returns the bytes of an IPv4 or IPv6 address, with or without brackets.
    private static func address(_ text: String) -> [UInt8]? {
        let bare = text.hasPrefix("[") && text.hasSuffix("]") ? String(text.dropFirst().dropLast()) : text
        var ipv4 = in_addr()
        if inet_pton(AF_INET, bare, &ipv4) == 1 { return withUnsafeBytes(of: &ipv4) { Array($0) } }
        var ipv6 = in6_addr()
        if inet_pton(AF_INET6, bare, &ipv6) == 1 { return withUnsafeBytes(of: &ipv6) { Array($0) } }
        return nil
    }

    func matches(_ url: FetchURL) -> Bool {
        switch self {
        case .everything:
            return true
        case .host(let pattern):
            return pattern.matches(url)
        case .network(let network, let prefix, let port, let scheme):
            guard Self.fits(url, port, scheme), let address = Self.address(url.bareHost), address.count == network.count
            else { return false }
            return (0..<prefix).allSatisfy { bit in
                (address[bit / 8] ^ network[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
            }
        }
    }

    private static func fits(_ url: FetchURL, _ port: Int?, _ scheme: String?) -> Bool {
        (port == nil || port == url.effectivePort) && (scheme == nil || scheme == url.scheme)
    }
}

extension String {
    /// Returns the parts before and after the first `separator`, or nil if there is none.
    fileprivate func splitOnce(_ separator: String) -> (String, String)? {
        guard let range = firstRange(of: separator) else { return nil }
        return (String(self[..<range.lowerBound]), String(self[range.upperBound...]))
    }
}
