import HTTPValues

/// The statistics of a client's connection pool.
public struct PoolStatistics: Sendable, Hashable {
    /// The number of requests that have a place in the pool.
    public var activeRequests = 0
    /// The number of requests waiting for a place.
    public var waitingRequests = 0
    /// The number of open connections, including idle ones.
    public var openConnections = 0
    /// The number of connections opened since the client was created.
    public var connectionsOpened = 0
    /// The number of requests started since the client was created.
    public var requests = 0

    /// Creates statistics in which everything is zero.
    public init() {}
}
