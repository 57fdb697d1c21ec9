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
/// A call returns when the headers arrive; the body is read on demand. The form with a closure frees the connection
/// when the closure returns, however much it read. Without a closure, the connection is free once the body has been
/// read to its end, or when the response is no longer referenced.
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
    ///   - baseURL: The URL that relative URLs are resolved against, like links. Its path must end with a slash.
    ///   - connector: The source of connections. The default is a new ``TCPConnector``.
    ///   - connectorOwner: Whether closing the session closes the connector.
    ///   - headers: Headers for every request.
    ///   - skipAutoHeaders: Names of default headers that are not sent.
    ///   - cookies: Cookies for every request.
    ///   - cookieJar: The cookie jar. The default is a new one.
    ///   - auth: Credentials sent with every request; with a `baseURL`, only to its origin.
    ///   - timeout: Timeouts. The default is 300 seconds in total, 30 for a new connection.
    ///   - raiseForStatus: Whether every response with a status of 400 or above is thrown as an error.
    ///   - trustEnv: Whether proxies are taken from the environment.
    ///   - proxy: A proxy for every request.
    ///   - maxRedirects: The maximum number of redirects of a request.
    ///   - retry: The retry policy. The default is never to retry.
    ///   - maxBodySize: The maximum number of bytes that `read()`, `text()` and `json()` accept.
    /// - Throws: ``ClientError`` for an invalid base URL or proxy.
    public init(
        _ baseURL: String? = nil, connector: (any Connector)? = nil, connectorOwner: Bool = true,
        headers: Headers = [:], skipAutoHeaders: [String] = [], cookies: KeyValuePairs<String, String> = [:],
        cookieJar: CookieJar? = nil, auth: AuthenticationChoice = .none,
        timeout: some ClientTimeoutConvertible = ClientTimeout.sessionDefault, raiseForStatus: Bool = false,
        trustEnv: Bool = false,
        proxy: String? = nil, maxRedirects: Int = FetchPolicy.aiohttp.maxRedirects,
        retry: RetryPolicy = .never, maxBodySize: Int = 1 << 30
    ) throws {
        let connector = try connector ?? TCPConnector()
        var policy = FetchPolicy.aiohttp
        policy.timeout = (timeout.makeClientTimeout() ?? .sessionDefault).limits
        policy.redirects.maximum = maxRedirects
        for name in skipAutoHeaders { policy.skip(name) }
        var options = FetchSession.Options(policy: policy)
        options.proxies = trustEnv ? .environment(.current()) : .direct
        options.headers = headers
        options.retry = retry
        options.maximumBodySize = maxBodySize
        if let cookieJar { options.jar = cookieJar }
        for (name, value) in cookies { options.jar.set(name: name, value: value) }
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

    /// The cookie jar. Cookies of responses are stored in it.
    public var cookieJar: CookieJar { session.options.jar }

    /// An executor that resumes tasks on the thread where their responses arrive, which saves a thread switch. It suits
    /// tasks that mostly wait for responses, run with `withTaskExecutorPreference`. Blocking that thread blocks every
    /// client of the process.
    public var executor: LoopExecutor { CurlTransport.executor }

    /// Closes the session. Later requests throw. If the session owns its connector, the connector is closed too, which
    /// cancels requests in flight.
    public func close() {
        isClosed.store(true, ordering: .relaxed)
        if ownsConnector { connector.close() }
    }

    /// Sends a request and returns the response when its headers arrive.
    ///
    /// - Throws: ``ClientError``; `CancellationError` if the task is cancelled.
    @discardableResult
    public func send(_ request: FetchRequest) async throws -> ClientResponse {
        try await open(call { request })
    }

    /// Creates a call for the request that `make` returns.
    ///
    /// Takes a closure, and is not part of the asynchronous methods, because whatever those hold while suspended takes
    /// up memory until the request ends.
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

    /// Sends a request and passes the response to `body`. Unread data is discarded when `body` returns.
    ///
    /// - Throws: ``ClientError``, or the error thrown by `body`; `CancellationError` if the task is cancelled.
    public func send<Result>(
        _ request: FetchRequest, _ body: (ClientResponse) async throws -> Result
    ) async throws -> Result {
        try await send(request).use(body)
    }
}

extension FetchPolicy {
    /// Removes a header that the policy sends by default.
    fileprivate mutating func skip(_ name: String) {
        defaultHeaders.remove(name)
        if name.equalsIgnoringASCIICase("Content-Type") {
            body.bytesContentType = nil
            body.textContentType = nil
        }
    }
}
