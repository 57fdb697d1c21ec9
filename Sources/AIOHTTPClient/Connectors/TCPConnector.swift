import CurlTransport
import HTTPValues

/// Connections over TCP, with aiohttp's limits.
public final class TCPConnector: Connector {
    public let transport: any Transport

    /// A pool of connections.
    ///
    /// - Parameters:
    ///   - limit: The most connections; 0 for any number.
    ///   - limitPerHost: The most connections to one origin; 0 for any number.
    ///   - keepaliveTimeout: Seconds that an idle connection is kept.
    ///   - forceClose: Whether each connection serves one request only.
    ///   - ssl: How servers' certificates are checked.
    ///   - certificate: A certificate to show to servers that ask for one.
    ///   - versions: The versions of HTTP. aiohttp speaks HTTP/1.1 only; here HTTP/2 is one word away.
    /// - Throws: ``ClientError`` when the system has no memory for one.
    public init(
        limit: Int = 100, limitPerHost: Int = 0, keepaliveTimeout: Double = 15, forceClose: Bool = false,
        ssl: TLSOptions.Verification = .system, certificate: TLSOptions.ClientCertificate? = nil,
        versions: HTTPVersions = .http1
    ) throws {
        let limits = PoolLimits(
            total: limit == 0 ? nil : limit, perHost: limitPerHost == 0 ? nil : limitPerHost,
            idle: forceClose ? 0 : nil, idleAge: .seconds(keepaliveTimeout))
        transport = try ClientError.rethrowing(.request) { () throws(FetchError) in
            try CurlTransport(
                CurlOptions(
                    limits: limits, tls: TLSOptions(verification: ssl, clientCertificate: certificate),
                    versions: versions))
        }
    }
}
