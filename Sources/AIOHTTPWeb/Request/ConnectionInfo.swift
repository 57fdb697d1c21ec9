/// What a request knows about the connection that brought it.
struct ConnectionInfo: Sendable {
    /// The address of the peer, without its port; nil for a Unix socket.
    let remote: String?
    /// Whether it speaks TLS.
    let isSecure: Bool
}
