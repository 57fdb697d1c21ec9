public import Fetch
import HTTPValues

/// The options of a client's libcurl transport, the same for all its requests.
public struct CurlOptions: Sendable, Hashable {
    /// The limits on connections, and how long idle ones are kept.
    public var limits: PoolLimits
    /// How server certificates are verified, and the client certificate.
    public var tls: TLSOptions
    /// The HTTP versions to use.
    public var versions: HTTPVersions
    /// A Unix domain socket to connect to, regardless of the URL's host.
    public var unixSocketPath: String?
    /// The local address, interface or host name to connect from.
    public var localAddress: String?
    /// A PEM file of trusted authorities for `.system` verification, if the environment names one.
    public var authoritiesPath: String?
    /// Who speaks HTTP/1.1. The default nil means the implementation that the environment variable `DUET_HTTP1` names,
    /// or ``HTTP1Implementation/duet``.
    public var http1: HTTP1Implementation?

    /// Creates options.
    public init(
        limits: PoolLimits = PoolLimits(), tls: TLSOptions = TLSOptions(), versions: HTTPVersions = .http1,
        unixSocketPath: String? = nil, localAddress: String? = nil, authoritiesPath: String? = nil,
        http1: HTTP1Implementation? = nil
    ) {
        self.limits = limits
        self.tls = tls
        self.versions = versions
        self.unixSocketPath = unixSocketPath
        self.localAddress = localAddress
        self.authoritiesPath = authoritiesPath
        self.http1 = http1
    }
}
