import HTTPValues

/// Something that happened to a transfer on its way.
public struct TransferEvent: Sendable, Hashable {
    /// What happened. Which of them a transfer has depends on its transport: a mock resolves no names.
    public enum Kind: Sendable, Hashable {
        /// The connection pool is full: the request waits for a place.
        case queued
        /// The request has a place in the connection pool.
        case admitted
        /// The addresses of the server, or of the proxy before it, are looked up.
        case resolving
        /// The addresses are known.
        case resolved
        /// A connection to that address was made.
        case connected(address: String?)
        /// TLS was agreed on.
        case secured
        /// The connection of an earlier request is used.
        case reused
        /// The head of the request was sent. It happens again when a kept-alive connection turns out to be dead and the
        /// request is sent over another one.
        case headSent
        /// So many bytes of the request body were sent.
        case bodySent(Int)
        /// The first line of a response came, be it an interim one.
        case responseBegan
        /// So many bytes of the response body came, in their content coding.
        case bodyReceived(Int)
    }

    /// What happened.
    public let kind: Kind
    /// When. Never earlier than the event before it.
    public let time: MonotonicTime

    /// An event.
    public init(_ kind: Kind, at time: MonotonicTime) {
        self.kind = kind
        self.time = time
    }
}
