public import HTTPValues

/// A proxy.
public struct ProxyTarget: Sendable, Hashable {
    /// The protocol used to talk to a proxy.
    public enum Scheme: String, Sendable, Hashable {
        case http, https, socks4, socks4a, socks5, socks5h
    }

    /// The protocol used to talk to the proxy.
    public var scheme: Scheme
    /// The proxy's host.
    public var host: String
    /// The proxy's port.
    public var port: Int
    /// The user name for the proxy.
    public var username: String?
    /// The password for the proxy.
    public var password: String?
    /// Headers sent only to the proxy.
    public var headers: Headers

    /// Creates a proxy.
    public init(
        scheme: Scheme, host: String, port: Int, username: String? = nil, password: String? = nil,
        headers: Headers = [:]
    ) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.username = username
        self.password = password
        self.headers = headers
    }
}
