public import CurlTransport
public import Fetch
public import HTTPValues
import Synchronization

/// An asynchronous session that keeps connections, cookies and defaults: aiohttp's `ClientSession` for Swift.
///
/// ```swift
/// try await ClientSession.with { session in
///     let (status, body) = try await session.get("https://example.com") { response in
///         (response.status, try await response.text())
///     }
/// }
/// ```
///
/// A call returns as soon as the head of the response has arrived; the body is read on demand. In the form with a
/// closure the connection is free again when the closure returns, whatever it read. Without a closure, it is free when
/// the body was read to its end, or when the response is no longer referenced.
///
/// As in aiohttp, there are no blocking calls. A session that is no longer referenced closes its own connector.
public final class ClientSession: Sendable {
    let session: FetchSession
    let raisesForStatus: Bool
    /// The source of connections.
    public let connector: any Connector
    private let ownsConnector: Bool
    private let isClosed = Atomic(false)

    /// Creates a session.
    ///
    /// - Parameters:
    ///   - baseURL: The URL that relative URLs are resolved against, as links are. Its path must end with a slash.
    ///   - connector: The source of connections; a ``TCPConnector`` of its own by default.
    ///   - connectorOwner: Whether closing the session closes the connector.
    ///   - headers: Headers for every request.
    ///   - skipAutoHeaders: Names of default headers that are not sent.
    ///   - cookies: Cookies for every request.
    ///   - cookieJar: The cookie jar; a new one by default.
    ///   - auth: Credentials for every request; with a `baseURL`, for its origin only.
    ///   - timeout: Time limits; 300 seconds in all, 30 for a connection by default.
    ///   - raiseForStatus: Whether every response with a status of 400 or above is thrown as an error.
    ///   - trustEnv: Whether proxies are taken from the environment.
    ///   - proxy: A proxy for every request.
    ///   - maxRedirects: The most redirects of one request.
    ///   - retry: When a failed request is sent again; never by default.
    ///   - maxBodySize: The most bytes that `read()`, `text()` and `json()` take.
    /// - Throws: ``ClientError`` for an invalid base URL or proxy.
    public init(
        _ baseURL: String? = nil, connector: (any Connector)? = nil, connectorOwner: Bool = true,
        headers: Headers = [:], skipAutoHeaders: [String] = [], cookies: KeyValuePairs<String, String> = [:],
        cookieJar: CookieJar? = nil, auth: AuthenticationChoice = .none,
        timeout: some ClientTimeoutConvertible = ClientTimeout.sessionDefault, raiseForStatus: Bool = false,
        trustEnv: Bool = false,
        proxy: String? = nil, maxRedirects: Int = FetchPolicy.aiohttp.maximumRedirects,
        retry: RetryPolicy = .never, maxBodySize: Int = 1 << 30
    ) throws {
        let connector = try connector ?? TCPConnector()
        var policy = FetchPolicy.aiohttp
        policy.timeouts = (timeout.makeClientTimeout() ?? .sessionDefault).limits
        policy.redirects.maximum = maxRedirects
        for name in skipAutoHeaders { policy.skip(name) }
        var options = FetchSession.Options(policy: policy)
        options.proxies = trustEnv ? .environment(.current()) : .direct
        options.headers = headers
        options.retry = retry
        options.maximumBodySize = maxBodySize
        if let cookieJar { options.jar = cookieJar }
        for (name, value) in cookies { options.jar.set(name, value) }
        if case .use(let authentication) = auth { options.authentication = authentication }
        options.bindsAuthenticationToBaseURL = baseURL != nil
        options.baseURL = try baseURL.map(Self.checkedBaseURL)
        if let proxy {
            options.proxies = .always(
                try ClientError.rethrowing(.request) { () throws(FetchError) in try ProxyTarget(proxy) })
        }
        session = FetchSession(options, transport: connector.transport)
        raisesForStatus = raiseForStatus
        self.connector = connector
        ownsConnector = connectorOwner
    }

    private static func checkedBaseURL(_ text: String) throws -> FetchURL {
        do {
            let url = try FetchURL(text, dialect: .aiohttp)
            guard url.isAbsolute else {
                throw ClientError(.value, "The base URL must be absolute", url: url.description)
            }
            guard url.encodedPath.hasSuffix("/") else {
                throw ClientError(.value, "The path of the base URL must end with '/'", url: url.description)
            }
            return url
        } catch let error as InvalidURL {
            throw ClientError(.invalidURL, error.description)
        }
    }

    /// Calls `body` with this session, and closes the session afterwards.
    public func use<Result>(_ body: (ClientSession) async throws -> Result) async throws -> Result {
        defer { close() }
        return try await body(self)
    }

    /// The cookie jar. Responses add to it.
    public var cookieJar: CookieJar { session.options.jar }

    /// An executor that saves tasks that mostly wait for responses a change of threads. See ``LoopExecutor``.
    public var executor: LoopExecutor { CurlTransport.executor }

    /// Closes the session: later requests fail. A connector that it owns is closed as well, which ends what is under
    /// way.
    public func close() {
        isClosed.store(true, ordering: .relaxed)
        if ownsConnector { connector.close() }
    }

    /// Sends a request and returns the response as soon as its head has arrived.
    ///
    /// - Throws: ``ClientError``; `CancellationError` when the task is cancelled.
    public func send(_ request: FetchRequest) async throws -> ClientResponse {
        try await open(call { request })
    }

    /// A call of the request that `make` returns.
    ///
    /// A closure, and not part of the asynchronous calls: what those hold while they wait is memory for as long as
    /// the request takes.
    func call(_ make: () throws -> FetchRequest) throws -> Call {
        let request = try make()
        return try ClientError.rethrowing(.request) { () throws(FetchError) in
            guard !isClosed.load(ordering: .relaxed) else { throw FetchError(.closed, "Session is closed") }
            return try session.call(for: request, isStreamed: true)
        }
    }

    func open(_ call: Call) async throws -> ClientResponse {
        let response: ClientResponse
        do {
            let streamed = try await AsyncDriver.stream(call)
            response = ClientResponse(streamed, limit: session.options.maximumBodySize, keeping: connector)
        } catch {
            throw ClientError.translated(error, at: .request)
        }
        if raisesForStatus { try response.raiseForStatus() }
        return response
    }

    /// Sends a request and gives the response to `body`. What `body` leaves unread is given up.
    ///
    /// - Throws: ``ClientError``, or what `body` throws; `CancellationError` when the task is cancelled.
    public func send<Result>(
        _ request: FetchRequest, _ body: (ClientResponse) async throws -> Result
    ) async throws -> Result {
        try await send(request).use(body)
    }
}

extension FetchPolicy {
    /// Removes a header that the style sends by default.
    fileprivate mutating func skip(_ name: String) {
        defaultHeaders.remove(name)
        if name.equalsIgnoringASCIICase("Content-Type") {
            body.bytesContentType = nil
            body.textContentType = nil
        }
    }
}
