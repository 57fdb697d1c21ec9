import CurlTransport
public import Fetch
import HTTPValues

/// A connector that opens TCP connections, with aiohttp's limits.
public final class TCPConnector: Connector {
    public let transport: any Transport
    package let limits: PoolLimits

    /// Creates a connector with its own pool of connections.
    ///
    /// - Parameters:
    ///   - limit: The maximum number of connections, 100 by default; 0 means no limit.
    ///   - limitPerHost: The maximum number of connections to an origin; 0 means no limit.
    ///   - keepaliveTimeout: Seconds to keep an idle connection; nil means aiohttp's 15.
    ///   - forceClose: Whether each connection serves only one request.
    ///   - ssl: How server certificates are verified.
    ///   - certificate: The client certificate for servers that request one.
    ///   - versions: The HTTP versions to use. The default is HTTP/1.1 alone, like aiohttp.
    /// - Throws: ``ClientError`` if the system has no memory for the connector.
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
