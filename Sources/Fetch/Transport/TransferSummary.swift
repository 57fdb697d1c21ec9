/// How long each part of a finished transfer took, counted from its start.
public struct Timings: Sendable, Hashable {
    /// Until it had a place in the pool.
    public var queued: Duration = .zero
    /// Until the name was resolved.
    public var resolved: Duration = .zero
    /// Until TCP was connected.
    public var connected: Duration = .zero
    /// Until TLS was agreed on; zero without TLS.
    public var secured: Duration = .zero
    /// Until the request was about to be sent.
    public var ready: Duration = .zero
    /// Until the first byte of the response came.
    public var firstByte: Duration = .zero
    /// Until the end.
    public var total: Duration = .zero

    /// All zero.
    public init() {}
}

/// What is known about a transfer once its body is complete.
public struct TransferSummary: Sendable {
    /// The fields behind the body (RFC 9110 section 6.5).
    public var trailers = Headers()
    /// How long each part took.
    public var timings = Timings()
    /// Bytes of the body as they came over the wire, before content decoding.
    public var receivedBytes = 0
    /// Bytes of the request body that were sent.
    public var sentBytes = 0
    /// Whether an existing connection was used.
    public var isReusedConnection = false
    /// The peer's address.
    public var remoteAddress: String?

    /// Nothing known yet.
    public init() {}
}
