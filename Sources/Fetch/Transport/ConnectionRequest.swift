public import HTTPValues

/// What to connect to, for bytes of any protocol.
public struct ConnectionRequest: Sendable {
    /// The server: the host and port, and by its scheme whether to use TLS. The rest of the URL is not looked at.
    public var url: FetchURL
    /// The proxy to go through: by a tunnel, whatever the scheme of the URL is.
    public var proxy: ProxyTarget?
    /// The protocols to offer in the TLS handshake (ALPN, RFC 7301), the preferred one first; empty for no offer.
    public var protocols: [String]
    /// The limits: `connect` and `pool` for opening, `read` and `write` while somebody waits for the peer.
    public var timeouts: Timeouts
    /// When the connection must have been opened.
    public var deadline: MonotonicTime?
    /// Who wants to know what happens while the connection is opened; mostly nobody.
    public var events: TransferEvents?

    /// A request.
    public init(
        _ url: FetchURL, proxy: ProxyTarget? = nil, protocols: [String] = [], timeouts: Timeouts = .none,
        deadline: MonotonicTime? = nil, events: TransferEvents? = nil
    ) {
        self.url = url
        self.proxy = proxy
        self.protocols = protocols
        self.timeouts = timeouts
        self.deadline = deadline
        self.events = events
    }
}
