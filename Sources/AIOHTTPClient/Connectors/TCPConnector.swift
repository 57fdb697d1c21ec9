import CurlTransport
public import Fetch
import HTTPValues

/// Connections over TCP, within aiohttp's limits.
public final class TCPConnector: Connector {
    public let transport: any Transport
    package let limits: PoolLimits

    /// Creates a pool of connections.
    ///
    /// - Parameters:
    ///   - limit: The most connections, 100 by default; 0 for any number.
    ///   - limitPerHost: The most connections to one origin; 0 for any number.
    ///   - keepaliveTimeout: How many seconds an idle connection is kept; nil for aiohttp's 15.
    ///   - forceClose: Whether each connection serves one request only.
    ///   - ssl: How servers' certificates are checked.
    ///   - certificate: The client certificate for servers that ask for one.
    ///   - versions: The versions of HTTP. aiohttp speaks HTTP/1.1 only; here HTTP/2 is one word away.
    /// - Throws: ``ClientError`` when the system has no memory for one.
    public init(
        limit: Int = FetchPolicy.aiohttp.limits.total ?? 0,
        limitPerHost: Int = FetchPolicy.aiohttp.limits.perHost ?? 0,
        keepaliveTimeout: Double? = nil, forceClose: Bool = false, ssl: TLSOptions.Verification = .system,
        certificate: TLSOptions.ClientCertificate? = nil,
        versions: HTTPVersions = .http1
    ) throws {
        let limits = PoolLimits(
            connections: limit, perHost: limitPerHost, idleAge: keepaliveTimeout.map { .seconds($0) },
            keepsIdle: !forceClose)
        self.limits = limits
        transport = try ClientError.rethrowing(.request) { () throws(FetchError) in
            try CurlTransport(
                CurlOptions(
                    limits: limits, tls: TLSOptions(verification: ssl, clientCertificate: certificate),
                    versions: versions))
        }
    }
}
