import HTTPValues

/// The timeouts of a request. Nil means no timeout.
///
/// The four phases are those of httpx and `total` is that of aiohttp. A timeout of zero or less expires immediately.
public struct FetchTimeout: Sendable, Hashable {
    /// The maximum time to set up a connection, including name resolution, TCP, proxy and TLS. It starts when the
    /// request gets a place in the pool.
    public var connect: Duration?
    /// The maximum time without data while waiting for the response.
    public var read: Duration?
    /// The maximum time without progress while sending the body.
    public var write: Duration?
    /// The maximum wait for a place in the connection pool.
    public var pool: Duration?
    /// The maximum time for the whole request, including waiting, redirects, retries and the body.
    public var total: Duration?

    /// Creates timeouts.
    public init(
        connect: Duration? = nil, read: Duration? = nil, write: Duration? = nil, pool: Duration? = nil,
        total: Duration? = nil
    ) {
        self.connect = connect
        self.read = read
        self.write = write
        self.pool = pool
        self.total = total
    }

    /// No timeouts.
    public static let none = FetchTimeout()
}
