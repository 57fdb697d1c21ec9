import CurlTransport
public import Fetch
import HTTPValues

/// A connector for a Unix domain socket. The host of a URL is only sent in the `Host` header.
public final class UnixConnector: Connector {
    public let transport: any Transport
    package let limits: PoolLimits

    /// Creates a connector with its own pool of connections to the socket at `path`.
    ///
    /// - Parameters:
    ///   - path: The path of the socket.
    ///   - limit: The maximum number of connections, 100 by default; 0 means no limit.
    /// - Throws: ``ClientError`` if the system has no memory for the connector.
    public init(path: String, limit: Int = FetchPolicy.aiohttp.limits.total ?? 0) throws {
        let limits = PoolLimits(connections: limit)
        self.limits = limits
        transport = try ClientError.rethrowing(.request) { () throws(FetchError) in
            try CurlTransport(CurlOptions(limits: limits, unixSocketPath: path))
        }
    }
}
