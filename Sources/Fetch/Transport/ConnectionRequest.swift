public import HTTPValues

/// A request to open a connection for an arbitrary protocol.
public struct ConnectionRequest: Sendable {
    /// The host and port of the server. The scheme determines whether to use TLS. The rest of the URL is ignored.
    public var url: FetchURL
    /// The proxy, if any. It is always used as a tunnel, whatever the scheme of the URL.
    public var proxy: ProxyTarget?
    /// The protocols to offer in the TLS handshake (ALPN, RFC 7301), in order of preference. Empty means none.
    public var protocols: [String]
    /// The timeouts: `connect` and `pool` for opening, `read` and `write` while waiting for the peer.
    public var timeout: FetchTimeout
    /// The deadline for opening the connection.
    public var deadline: MonotonicTime?
    /// The receiver of events while the connection is opened. Usually nil.
    public var events: TransferEvents?

    /// Creates a request.
    public init(
        _ url: FetchURL, proxy: ProxyTarget? = nil, protocols: [String] = [], timeout: FetchTimeout = .none,
        deadline: MonotonicTime? = nil, events: TransferEvents? = nil
    ) {
        self.url = url
        self.proxy = proxy
        self.protocols = protocols
        self.timeout = timeout
        self.deadline = deadline
        self.events = events
    }
}
