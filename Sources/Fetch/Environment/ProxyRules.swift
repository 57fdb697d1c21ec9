package import HTTPValues

/// Determines the proxy for a URL: a fixed one, or one from the environment.
package struct ProxyRules: Sendable {
    /// A class, because the rules are passed along with every request and are usually empty.
    private final class Source: Sendable {
        let fixed: ProxyTarget?
        let environment: ProxyEnvironment?

        init(fixed: ProxyTarget? = nil, environment: ProxyEnvironment? = nil) {
            self.fixed = fixed
            self.environment = environment
        }
    }

    private let source: Source?

    /// No proxy.
    package static let direct = ProxyRules(source: nil)

    /// Uses this proxy for every URL.
    package static func always(_ proxy: ProxyTarget) -> ProxyRules {
        ProxyRules(source: Source(fixed: proxy))
    }

    /// Uses the proxies of the environment variables.
    package static func environment(_ environment: ProxyEnvironment) -> ProxyRules {
        ProxyRules(source: Source(environment: environment))
    }

    /// Returns the proxy for `url`, or nil for a direct connection.
    package func proxy(for url: FetchURL) -> ProxyTarget? {
        source?.fixed ?? source?.environment?.proxy(for: url)
    }
}

extension ProxyTarget {
    /// Parses a proxy URL such as `http://user:password@proxy:3128` or `socks5://127.0.0.1:1080`.
    ///
    /// - Throws: ``FetchError`` of kind `invalidURL` for a malformed URL, or `invalidRequest` for an unknown scheme.
    public init(_ text: String) throws(FetchError) {
        let url: FetchURL
        do {
            url = try FetchURL(text)
        } catch {
            throw FetchError(.invalidURL, "The proxy is no URL: \(error)")
        }
        guard let scheme = Scheme(rawValue: url.scheme), !url.host.isEmpty else {
            throw FetchError(.invalidRequest, "Unknown scheme for proxy URL '\(url)'")
        }
        let port = url.port ?? (scheme == .http ? 80 : scheme == .https ? 443 : 1080)
        self.init(
            scheme: scheme, host: url.bareHost, port: port, username: url.username, password: url.password)
    }
}
