public import Fetch
public import HTTPValues

/// The options of a client. Where the defaults of the styles differ, the suite sets one value for both.
public struct ClientChoices: Sendable {
    /// Headers for every request.
    public var headers: Headers = [:]
    /// Timeouts. The defaults only stop requests that hang, so that cases pass on a slow or busy machine. Cases about
    /// timeouts set shorter ones.
    public var timeout = FetchTimeout(
        connect: .seconds(20), read: .seconds(20), write: .seconds(20), total: .seconds(25))
    /// Connection limits.
    public var limits = PoolLimits(total: 100, idle: 20, idleAge: .seconds(5))
    /// Whether to follow redirects.
    public var followRedirects = false
    /// The maximum number of redirects.
    public var maxRedirects = 10
    /// The maximum size of a collected body in bytes, both as received and decoded.
    public var maximumBodySize = 64 << 20
    /// A PEM file with the certificate authorities to trust, or nil for the system's.
    public var trustFile: String?
    /// The HTTP versions.
    public var versions = HTTPVersions.http1
    /// A proxy for every request, or nil for none.
    public var proxy: String?
    /// The transport to use, or nil for the network.
    public var transport: (any Transport)?

    /// Creates the default choices.
    public init() {}

    /// Returns a copy of the choices with a change.
    public func with(_ change: (inout ClientChoices) -> Void) -> ClientChoices {
        var copy = self
        change(&copy)
        return copy
    }
}
