import CurlTransport
import HTTPValues

/// Where the connections of a session come from. Sessions may share one.
public protocol Connector: AnyObject, Sendable {
    /// What carries the requests.
    var transport: any Transport { get }

    /// Closes all connections; sessions that use it fail from then on.
    func close()
}

extension Connector {
    public func close() {
        transport.close()
    }
}

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

/// Connections over a Unix domain socket; the host of the URL only goes into the `Host` field.
public final class UnixConnector: Connector {
    public let transport: any Transport

    /// Connections to the socket at `path`.
    ///
    /// - Throws: ``ClientError`` when the system has no memory for one.
    public init(path: String, limit: Int = 100) throws {
        transport = try ClientError.rethrowing(.request) { () throws(FetchError) in
            try CurlTransport(CurlOptions(limits: PoolLimits(total: limit == 0 ? nil : limit), unixSocketPath: path))
        }
    }
}

/// Any transport as a connector, such as a mock in a test.
public final class TransportConnector: Connector {
    public let transport: any Transport

    /// Requests go over `transport`.
    public init(_ transport: any Transport) {
        self.transport = transport
    }
}
