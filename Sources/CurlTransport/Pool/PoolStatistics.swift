import HTTPValues

/// What a client's connection pool holds at one moment, and what it has done so far.
public struct PoolStatistics: Sendable, Hashable {
    /// Requests that have a place in the pool.
    public var activeRequests = 0
    /// Requests that wait for one.
    public var waitingRequests = 0
    /// Connections that are open, idle ones included.
    public var openConnections = 0
    /// Connections opened since the client was made.
    public var connectionsOpened = 0
    /// Requests started since the client was made.
    public var requests = 0

    /// All zero.
    public init() {}
}
