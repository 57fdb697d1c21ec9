import HTTPValues

/// Limits on the connection pool of a client.
public struct PoolLimits: Sendable, Hashable {
    /// The maximum number of connections, or nil for no limit. Further requests wait in order of arrival.
    public var total: Int?
    /// The maximum number of connections to one origin, or nil for no limit.
    public var perHost: Int?
    /// The maximum number of idle connections kept for reuse, or nil for as many as `total`.
    public var idle: Int?
    /// How long an idle connection is kept, or nil for as long as the server keeps it.
    public var idleAge: Duration?

    /// Creates pool limits.
    public init(total: Int? = 100, perHost: Int? = nil, idle: Int? = nil, idleAge: Duration? = nil) {
        self.total = total
        self.perHost = perHost
        self.idle = idle
        self.idleAge = idleAge
    }

    /// The maximum number of idle connections, which is never without a limit.
    package var idleLimit: Int { idle ?? total ?? 1000 }
}
