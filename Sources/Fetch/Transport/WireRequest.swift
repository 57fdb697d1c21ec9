public import HTTPValues

/// A request as sent on the wire, after all rules have been applied.
///
/// A class, because it is passed along more often than it is read.
public final class WireRequest: Sendable {
    /// The HTTP method.
    public let method: HTTPMethod
    /// The URL, without user information and fragment.
    public let url: FetchURL
    /// The request target to send instead of the path and query of the URL, if any.
    public let target: String?
    /// All headers to send, in order. `Host` is derived from the URL unless included.
    public let headers: Headers
    /// The body.
    public let body: WireBody
    /// The timeouts of the phases. `total` has been converted to ``deadline``.
    public let timeout: FetchTimeout
    /// The deadline for the whole request, if any.
    public let deadline: MonotonicTime?
    /// The proxy, if any.
    public let proxy: ProxyTarget?
    /// Whether the response is read in chunks, so that large buffers pay off.
    public let isStreamed: Bool
    /// The receiver of events. Usually nil.
    public let events: TransferEvents?

    /// Creates a request.
    public init(
        method: HTTPMethod, url: FetchURL, target: String? = nil, headers: Headers, body: WireBody = .none,
        timeout: FetchTimeout = .none, deadline: MonotonicTime? = nil, proxy: ProxyTarget? = nil,
        isStreamed: Bool = false,
        events: TransferEvents? = nil
    ) {
        self.method = method
        self.url = url
        self.target = target
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.deadline = deadline
        self.proxy = proxy
        self.isStreamed = isStreamed
        self.events = events
    }

    /// Whether the request goes through a proxy.
    package var usesProxy: Bool { if case nil = proxy { false } else { true } }
}

/// A request body as a transport sees it.
public enum WireBody: Sendable {
    /// No body.
    case none
    /// The complete body.
    case bytes(Bytes)
    /// Part of a file, which is read while it is sent.
    case file(path: String, offset: Int, length: Int)
    /// A body that comes through ``Transfer/upload``. Chunked if the length is not known.
    case upload(length: Int?)
}
