public import CurlTransport
public import Fetch
import HTTPValues

/// An asynchronous client that keeps connections, cookies and defaults: `httpx.AsyncClient` for Swift.
///
/// ```swift
/// try await AsyncClient.with { client in
///     let codes = try await gather(urls, limit: 20) { url in
///         try await client.get(url).statusCode
///     }
/// }
/// ```
///
/// It has the calls of ``Client``, with `await`. Cancelling the task ends the request at once and frees its connection.
/// A client that is no longer referenced closes its connections.
public final class AsyncClient: Sendable {
    let session: FetchSession

    /// Creates a client with these options.
    ///
    /// - Throws: ``RequestError`` for invalid options, such as a base URL that is not a URL.
    public init(_ options: ClientOptions) throws {
        session = try options.makeSession()
    }

    /// Calls `body` with a client, and closes the client afterwards.
    public static func with<Result>(
        _ options: ClientOptions, _ body: (AsyncClient) async throws -> Result
    ) async throws -> Result {
        let client = try AsyncClient(options)
        defer { client.close() }
        return try await body(client)
    }

    /// The cookie jar. Responses add to it.
    public var cookies: CookieJar { session.options.jar }

    /// An executor that saves tasks that mostly wait for responses a change of threads. See ``LoopExecutor``.
    public var executor: LoopExecutor { CurlTransport.executor }

    /// Ends all requests and closes all connections. Later requests fail.
    public func close() {
        session.close()
    }

    /// Sends a request and waits for the whole response.
    ///
    /// - Throws: ``RequestError``; `CancellationError` when the task is cancelled.
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

    /// Sends a request and gives the response to `body` as soon as its head has arrived, to be read piece by piece. What
    /// `body` leaves unread is discarded.
    ///
    /// - Throws: ``RequestError``, or what `body` throws; `CancellationError` when the task is cancelled.
    public func stream<Result>(
        _ request: FetchRequest, _ body: (AsyncStreamResponse) async throws -> Result
    ) async throws -> Result {
        try await stream(session.call(isStreamed: true) { request }, body)
    }

    func stream<Result>(
        _ call: Call, _ body: (AsyncStreamResponse) async throws -> Result
    ) async throws -> Result {
        let streamed = try await open(call)
        defer { streamed.close() }
        return try await body(AsyncStreamResponse(streamed, limit: session.options.maximumBodySize))
    }

    private func open(_ call: Call) async throws -> StreamedResponse {
        do {
            return try await AsyncDriver.stream(call)
        } catch {
            throw RequestError.translated(error)
        }
    }
}
