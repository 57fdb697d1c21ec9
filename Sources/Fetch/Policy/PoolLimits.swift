import HTTPValues

/// How many connections a client may hold, and for how long it keeps idle ones.
public struct PoolLimits: Sendable, Hashable {
    /// The most connections at once; nil for any number. Requests beyond it wait in order of arrival.
    public var total: Int?
    /// The most connections to one origin; nil for any number.
    public var perHost: Int?
    /// The most idle connections kept for reuse; nil for as many as `total`.
    public var idle: Int?
    /// How long an idle connection is kept; nil for as long as the server does.
    public var idleAge: Duration?

    /// Limits on connections.
    public init(total: Int? = 100, perHost: Int? = nil, idle: Int? = nil, idleAge: Duration? = nil) {
        self.total = total
        self.perHost = perHost
        self.idle = idle
        self.idleAge = idleAge
    }
}
