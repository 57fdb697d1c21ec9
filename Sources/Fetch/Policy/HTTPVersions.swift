/// Which versions of HTTP a client speaks.
public enum HTTPVersions: Sendable, Hashable {
    /// HTTP/1.1 only.
    case http1
    /// HTTP/2 where TLS and the server agree on it (ALPN), else HTTP/1.1.
    case http2WhenNegotiated
    /// HTTP/2 without asking, over TLS or in plain (RFC 9113 section 3.3). A server that does not speak it fails.
    case http2PriorKnowledge
}
