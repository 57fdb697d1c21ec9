import HTTPValues

/// The time limits of one exchange. A limit that is nil does not exist.
///
/// The four phases are those of httpx, `total` is that of aiohttp. A limit of zero or less has passed at once.
public struct Timeouts: Sendable, Hashable {
    /// From a place in the pool to a connection that can be used: name look-up, TCP, proxy and TLS.
    public var connect: Duration?
    /// The longest silence while waiting for the response.
    public var read: Duration?
    /// The longest standstill while sending the body.
    public var write: Duration?
    /// The longest wait for a place in the connection pool.
    public var pool: Duration?
    /// The whole request: waiting, redirects, retries and the body.
    public var total: Duration?

    /// Limits for each part.
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

    /// No limits.
    public static let none = Timeouts()
}
