public import HTTPValues

/// A proxy to go through.
public struct ProxyTarget: Sendable, Hashable {
    /// What is spoken with a proxy.
    public enum Scheme: String, Sendable, Hashable {
        case http, https, socks4, socks4a, socks5, socks5h
    }

    /// What is spoken with it.
    public var scheme: Scheme
    /// The proxy's host.
    public var host: String
    /// The proxy's port.
    public var port: Int
    /// The name to log in with.
    public var username: String?
    /// The password to log in with.
    public var password: String?
    /// Fields for the proxy alone.
    public var headers: Headers

    /// A proxy.
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
