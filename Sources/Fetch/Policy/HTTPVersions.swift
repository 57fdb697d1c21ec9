import HTTPValues

/// Which versions of HTTP a client speaks.
public enum HTTPVersions: Sendable, Hashable {
    /// HTTP/1.1 only.
    case http1
    /// HTTP/2 where TLS and the server agree on it (ALPN), else HTTP/1.1.
    case http2WhenNegotiated
    /// HTTP/2 without asking, over TLS or in plain (RFC 9113 section 3.3). A server that does not speak it fails.
    /// In plain, libcurl 7.88 can use each connection only once, and is slow with several large uploads at a time.
    case http2PriorKnowledge
}
