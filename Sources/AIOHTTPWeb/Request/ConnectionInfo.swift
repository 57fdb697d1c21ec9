/// The connection on which a request arrived.
struct ConnectionInfo: Sendable {
    /// The address of the peer, without its port; nil for a Unix socket.
    let remote: String?
    /// Whether the connection uses TLS.
    let isSecure: Bool
}
