/// An event that a connection waits for. Each has its own timeout.
enum ConnectionTimer: Hashable {
    /// The next request.
    case idle
    /// The rest of a head.
    case head
    /// The next bytes of a body, in either direction.
    case body
    /// The handler of a client that has closed its sending side.
    case halfClosed
    /// The client, to read the last response and close.
    case linger
    /// An event without a timeout, or none.
    case none
}
