public import Fetch
import HTTPValues

/// What is the same for all requests of one client, as libcurl needs it.
public struct CurlOptions: Sendable, Hashable {
    /// How many connections, and how long idle ones are kept.
    public var limits: PoolLimits
    /// Trust, and the client's own certificate.
    public var tls: TLSOptions
    /// The versions of HTTP.
    public var versions: HTTPVersions
    /// A Unix domain socket to connect to, whatever the URL's host is.
    public var unixSocketPath: String?
    /// The local address, interface or host name to connect from.
    public var localAddress: String?
    /// A PEM file with the authorities to trust, when verification is `.system` and the environment names another.
    public var authoritiesPath: String?

    /// Options.
    public init(
        limits: PoolLimits = PoolLimits(), tls: TLSOptions = TLSOptions(), versions: HTTPVersions = .http1,
        unixSocketPath: String? = nil, localAddress: String? = nil, authoritiesPath: String? = nil
    ) {
        self.limits = limits
        self.tls = tls
        self.versions = versions
        self.unixSocketPath = unixSocketPath
        self.localAddress = localAddress
        self.authoritiesPath = authoritiesPath
    }
}
