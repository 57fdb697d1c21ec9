import HTTPValues

/// An event in the course of a transfer.
public struct TransferEvent: Sendable, Hashable {
    /// The kind of event. Which events occur depends on the transport. A mock resolves no names, for example.
    public enum Kind: Sendable, Hashable {
        /// The connection pool is full, and the request waits for a place.
        case queued
        /// The request got a place in the connection pool.
        case admitted
        /// Name resolution for the server, or its proxy, started.
        case resolving
        /// Name resolution finished.
        case resolved
        /// A connection to this address was established.
        case connected(address: String?)
        /// The TLS handshake finished.
        case secured
        /// The connection of an earlier request is reused.
        case reused
        /// The request head was sent. Repeated if a kept-alive connection turns out to be dead and the request is sent
        /// over another one.
        case headSent
        /// This many bytes of the request body were sent.
        case bodySent(Int)
        /// The first line of a response arrived, possibly of an interim response.
        case responseBegan
        /// This many bytes of the response body arrived, before decoding.
        case bodyReceived(Int)
    }

    /// The kind of event.
    public let kind: Kind
    /// When the event happened. Never earlier than the previous event.
    public let time: MonotonicTime

    /// Creates an event.
    public init(_ kind: Kind, at time: MonotonicTime) {
        self.kind = kind
        self.time = time
    }
}
