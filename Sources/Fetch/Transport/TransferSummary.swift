public import HTTPValues

/// How long each part of a finished transfer took, counted from its start, in whole microseconds.
public struct Timings: Sendable, Hashable {
    /// Until it had a place in the pool.
    public var queued: Duration { .microseconds(queuedMicroseconds) }
    /// Until the name was resolved.
    public var resolved: Duration { .microseconds(resolvedMicroseconds) }
    /// Until TCP was connected.
    public var connected: Duration { .microseconds(connectedMicroseconds) }
    /// Until TLS was agreed on; zero without TLS.
    public var secured: Duration { .microseconds(securedMicroseconds) }
    /// Until the request was about to be sent.
    public var ready: Duration { .microseconds(readyMicroseconds) }
    /// Until the first byte of the response came.
    public var firstByte: Duration { .microseconds(firstByteMicroseconds) }
    /// Until the end.
    public var total: Duration { .microseconds(totalMicroseconds) }

    private let queuedMicroseconds: Int
    private let resolvedMicroseconds: Int
    private let connectedMicroseconds: Int
    private let securedMicroseconds: Int
    private let readyMicroseconds: Int
    private let firstByteMicroseconds: Int
    private let totalMicroseconds: Int

    /// All zero.
    public init() {
        self.init(queued: 0, resolved: 0, connected: 0, secured: 0, ready: 0, firstByte: 0, total: 0)
    }

    /// Microseconds from the start.
    public init(
        queued: Int, resolved: Int, connected: Int, secured: Int, ready: Int, firstByte: Int, total: Int
    ) {
        queuedMicroseconds = queued
        resolvedMicroseconds = resolved
        connectedMicroseconds = connected
        securedMicroseconds = secured
        readyMicroseconds = ready
        firstByteMicroseconds = firstByte
        totalMicroseconds = total
    }
}

/// What is known about a transfer once its body is complete.
///
/// An object, because it is handed on more often than it is looked at.
public final class TransferSummary: Sendable {
    /// The fields behind the body (RFC 9110 section 6.5).
    public let trailers: Headers
    /// How long each part took.
    public let timings: Timings
    /// Bytes of the body as they came over the wire, before content decoding.
    public let receivedBytes: Int
    /// Bytes of the request body that were sent.
    public let sentBytes: Int
    /// Whether an existing connection was used.
    public let isReusedConnection: Bool
    /// The peer's address.
    public let remoteAddress: String?

    /// A summary; without arguments nothing is known.
    public init(
        trailers: Headers = Headers(), timings: Timings = Timings(), receivedBytes: Int = 0, sentBytes: Int = 0,
        isReusedConnection: Bool = false, remoteAddress: String? = nil
    ) {
        self.trailers = trailers
        self.timings = timings
        self.receivedBytes = receivedBytes
        self.sentBytes = sentBytes
        self.isReusedConnection = isReusedConnection
        self.remoteAddress = remoteAddress
    }
}
