import CurlTransport
import HTTPValues

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
