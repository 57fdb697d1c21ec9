/// Carries one HTTP exchange: a request out, a response in. Neither blocking nor asynchronous.
///
/// The engine over libcurl is one; a mock in a test is another. A transport knows nothing of redirects, cookies,
/// authentication or content codings: those are rules of ``Exchange``.
public protocol Transport: AnyObject, Sendable {
    /// Starts `request` and returns at once. What happens is told to `transfer`: its head, its bytes, its end.
    /// A transport must end every transfer that it was given, exactly once.
    func start(_ request: WireRequest, _ transfer: Transfer)

    /// Lets the calling thread do the transport's own work until `isDone`, or sleep until `transfer` wakes it.
    ///
    /// A transport whose work happens on a thread of its own needs nothing here: the default only sleeps.
    func wait(for transfer: Transfer, until isDone: () -> Bool)

    /// Ends all transfers with ``FetchError/Kind/closed`` and closes every connection. May be called again.
    func close()
}

extension Transport {
    public func wait(for transfer: Transfer, until isDone: () -> Bool) {
        while !isDone() { transfer.park() }
    }
}

/// What a transport offers for a transfer that it carries. Each may be called from any thread at any time, also
/// when the transfer has ended.
public protocol TransferControl: AnyObject, Sendable {
    /// Goes on delivering bytes after the transfer refused some.
    func resumeDownload()
    /// Goes on asking for bytes of the request body after there were none.
    func resumeUpload()
    /// Ends the transfer with ``FetchError/Kind/cancelled`` and frees all that it holds.
    func cancel()
}

/// One request as it goes on the wire: everything decided, nothing left to rules.
///
/// An object, because it is handed on more often than it is looked at.
public final class WireRequest: Sendable {
    /// The method, upper-case.
    public let method: String
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

    /// A request.
    public init(
        method: String, url: FetchURL, target: String? = nil, headers: Headers, body: WireBody = .none,
        timeouts: Timeouts = .none, deadline: MonotonicTime? = nil, proxy: ProxyTarget? = nil, isStreamed: Bool = false
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
    }

    /// Whether it goes through a proxy.
    package var usesProxy: Bool { if case nil = proxy { false } else { true } }

    /// Whether a second sending can do no harm that the first did not do (RFC 9110 section 9.2.2).
    public var isIdempotent: Bool {
        switch method {
        case "GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "QUERY": true
        default: false
        }
    }
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

/// A proxy to go through.
public struct ProxyTarget: Sendable, Hashable {
    /// What is spoken with a proxy.
    public enum Scheme: String, Sendable, Hashable {
        case http, https, socks4, socks4a, socks5, socks5h
    }

    /// What is spoken with it.
    public var scheme: Scheme
    /// The proxy's host.
    public var host: String
    /// The proxy's port.
    public var port: Int
    /// The name to log in with.
    public var username: String?
    /// The password to log in with.
    public var password: String?
    /// Fields for the proxy alone.
    public var headers: Headers

    /// A proxy.
    public init(
        scheme: Scheme, host: String, port: Int, username: String? = nil, password: String? = nil,
        headers: Headers = [:]
    ) {
        self.scheme = scheme
        self.host = host
        self.port = port
        self.username = username
        self.password = password
        self.headers = headers
    }
}
