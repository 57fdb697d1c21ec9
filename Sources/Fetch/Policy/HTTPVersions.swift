import HTTPValues

/// The HTTP versions that a client uses.
public enum HTTPVersions: Sendable, Hashable {
    /// HTTP/1.1 only.
    case http1
    /// HTTP/2 if negotiated with the server over TLS (ALPN), otherwise HTTP/1.1.
    case http2
    /// HTTP/2 without negotiation, with or without TLS (RFC 9113 section 3.3). Requests fail if the server does not
    /// support it. Without TLS, libcurl 7.88 uses each connection only once and is slow with several large uploads at
    /// a time.
    case http2PriorKnowledge
}
