public import HTTPValues

/// The times at which the phases of a transfer finished, relative to its start, with microsecond resolution.
public struct Timings: Sendable, Hashable {
    /// The time until it got a place in the pool.
    public var queued: Duration { .microseconds(queuedMicroseconds) }
    /// The time until the name was resolved.
    public var resolved: Duration { .microseconds(resolvedMicroseconds) }
    /// The time until TCP was connected.
    public var connected: Duration { .microseconds(connectedMicroseconds) }
    /// The time until the TLS handshake finished. Zero without TLS.
    public var secured: Duration { .microseconds(securedMicroseconds) }
    /// The time until the request was about to be sent.
    public var ready: Duration { .microseconds(readyMicroseconds) }
    /// The time until the first byte of the response arrived.
    public var firstByte: Duration { .microseconds(firstByteMicroseconds) }
    /// The time until the end.
    public var total: Duration { .microseconds(totalMicroseconds) }

    private let queuedMicroseconds: Int
    private let resolvedMicroseconds: Int
    private let connectedMicroseconds: Int
    private let securedMicroseconds: Int
    private let readyMicroseconds: Int
    private let firstByteMicroseconds: Int
    private let totalMicroseconds: Int

    /// Creates timings that are all zero.
    public init() {
        self.init(queued: 0, resolved: 0, connected: 0, secured: 0, ready: 0, firstByte: 0, total: 0)
    }

    /// Creates timings from microseconds since the start.
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

/// A summary of a transfer, available once its body is complete.
///
/// A class, because it is passed along more often than it is read.
public final class TransferSummary: Sendable {
    /// The trailers (RFC 9110 section 6.5).
    public let trailers: Headers
    /// How long each phase took.
    public let timings: Timings
    /// The size of the response body in bytes as received, before decoding.
    public let receivedBytes: Int
    /// The number of bytes of the request body that were sent.
    public let sentBytes: Int
    /// Whether an existing connection was reused.
    public let isReusedConnection: Bool
    /// The peer's address, if known.
    public let remoteAddress: String?

    /// Creates a summary.
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
