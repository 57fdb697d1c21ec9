/// What a connection waits for, each with a time limit of its own.
enum ConnectionTimer: Hashable {
    /// The next request.
    case idle
    /// The rest of a head.
    case head
    /// The next bytes of a body, in either direction.
    case body
    /// The handler of a client that has ended its sending half.
    case halfClosed
    /// The client, to read the last response and close.
    case linger
    /// Nothing that is limited.
    case none
}
