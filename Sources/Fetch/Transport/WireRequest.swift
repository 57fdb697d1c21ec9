public import HTTPValues

/// One request as it goes on the wire: everything decided, nothing left to rules.
///
/// An object, because it is handed on more often than it is looked at.
public final class WireRequest: Sendable {
    /// The method.
    public let method: HTTPMethod
    /// Where to; without user information and fragment.
    public let url: FetchURL
    /// What is written on the request line instead of the URL's path and query.
    public let target: String?
    /// All fields to send, in order. `Host` is derived from the URL unless it is among them.
    public let headers: Headers
    /// The body.
    public let body: WireBody
    /// The limits of each phase; `total` has become ``deadline``.
    public let timeouts: Timeouts
    /// When the whole request must have ended.
    public let deadline: MonotonicTime?
    /// The proxy to go through.
    public let proxy: ProxyTarget?
    /// Whether the response is read piece by piece, so that large buffers pay.
    public let isStreamed: Bool
    /// Who wants to know what happens on the way; mostly nobody.
    public let events: TransferEvents?

    /// A request.
    public init(
        method: HTTPMethod, url: FetchURL, target: String? = nil, headers: Headers, body: WireBody = .none,
        timeouts: Timeouts = .none, deadline: MonotonicTime? = nil, proxy: ProxyTarget? = nil, isStreamed: Bool = false,
        events: TransferEvents? = nil
    ) {
        self.method = method
        self.url = url
        self.target = target
        self.headers = headers
        self.body = body
        self.timeouts = timeouts
        self.deadline = deadline
        self.proxy = proxy
        self.isStreamed = isStreamed
        self.events = events
    }

    /// Whether it goes through a proxy.
    package var usesProxy: Bool { if case nil = proxy { false } else { true } }
}

/// A request body as a transport sees it.
public enum WireBody: Sendable {
    /// No body.
    case none
    /// All of it at hand.
    case bytes(Bytes)
    /// Part of a file, read as it is sent.
    case file(path: String, offset: Int, length: Int)
    /// Comes through the transfer's ``Transfer/upload``; chunked when the length is not known.
    case upload(length: Int?)
}
