import CurlTransport
public import Fetch
import HTTPValues

/// Connections over a Unix domain socket. The host of the URL is only sent in the `Host` header.
public final class UnixConnector: Connector {
    public let transport: any Transport
    package let limits: PoolLimits

    /// Creates a pool of connections to the socket at `path`.
    ///
    /// - Parameters:
    ///   - path: The path of the socket.
    ///   - limit: The most connections, 100 by default; 0 for any number.
    /// - Throws: ``ClientError`` when the system has no memory for one.
    public init(path: String, limit: Int = FetchPolicy.aiohttp.limits.total ?? 0) throws {
        let limits = PoolLimits(connections: limit)
        self.limits = limits
        transport = try ClientError.rethrowing(.request) { () throws(FetchError) in
            try CurlTransport(CurlOptions(limits: limits, unixSocketPath: path))
        }
    }
}
