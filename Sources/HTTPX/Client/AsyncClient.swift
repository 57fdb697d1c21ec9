public import CurlTransport
public import Fetch
import HTTPValues

/// An asynchronous client that keeps connections, cookies and defaults, like `httpx.AsyncClient`.
///
/// ```swift
/// try await AsyncClient.with { client in
///     let codes = try await gather(urls, limit: 20) { url in
///         try await client.get(url).statusCode
///     }
/// }
/// ```
///
/// It has the same calls as ``Client``, with `await`. Cancelling the task ends the request immediately and releases its
/// connection. The client closes its connections when it is deallocated.
public final class AsyncClient: Sendable {
    let session: FetchSession

    /// Creates a client.
    ///
    /// - Throws: ``RequestError`` if an option is invalid, such as a malformed base URL.
    public init(_ options: ClientOptions) throws {
        session = try options.makeSession()
    }

    /// Calls `body` with a new client and closes the client when `body` returns.
    public static func with<Result>(
        _ options: ClientOptions, _ body: (AsyncClient) async throws -> Result
    ) async throws -> Result {
        let client = try AsyncClient(options)
        defer { client.close() }
        return try await body(client)
    }

    /// The cookie jar. Cookies set by responses are added to it.
    public var cookies: CookieJar { session.options.jar }

    /// An executor that resumes tasks on the thread where their responses arrive, which saves a thread switch. It suits
    /// tasks that mostly wait for responses, run with `withTaskExecutorPreference`. Blocking that thread blocks every
    /// client of the process.
    public var executor: LoopExecutor { CurlTransport.executor }

    /// Cancels requests in flight and closes all connections. Later requests throw.
    public func close() {
        session.close()
    }

    /// Sends a request and returns the complete response.
    ///
    /// - Throws: ``RequestError`` or `CancellationError` if the task is cancelled.
    @discardableResult
    public func send(_ request: FetchRequest) async throws -> Response {
        try await collect(session.call { request })
    }

    func collect(_ call: Call) async throws -> Response {
        do {
            let limit = session.options.maximumBodySize
            return Response(try await AsyncDriver.collect(call, limit: limit))
        } catch {
            throw RequestError.translated(error)
        }
    }

    /// Sends a request and passes the response to `body` as soon as its headers have arrived. Unread data is discarded
    /// when `body` returns.
    ///
    /// - Throws: ``RequestError``, any error that `body` throws, or `CancellationError` if the task is cancelled.
    public func stream<Result>(
        _ request: FetchRequest, _ body: (AsyncResponseStream) async throws -> Result
    ) async throws -> Result {
        try await stream(session.call(isStreamed: true) { request }, body)
    }

    func stream<Result>(
        _ call: Call, _ body: (AsyncResponseStream) async throws -> Result
    ) async throws -> Result {
        let streamed = try await open(call)
        defer { streamed.close() }
        return try await body(AsyncResponseStream(streamed, limit: session.options.maximumBodySize))
    }

    func open(_ call: Call) async throws -> StreamedResponse {
        do {
            return try await AsyncDriver.stream(call)
        } catch {
            throw RequestError.translated(error)
        }
    }
}
