import HTTPValues

/// How a connection was opened.
struct ConnectionFacts {
    /// The peer's address, if known.
    var remoteAddress: String?
    /// The microseconds from the start until the name was resolved.
    var resolved = 0
    /// The microseconds from the start until TCP was connected.
    var connected = 0
    /// The microseconds from the start until the TLS handshake finished. Zero without TLS.
    var secured = 0
}
