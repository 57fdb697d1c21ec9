public import CurlTransport
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
/// The same calls as ``Client``, with `await`. Cancelling the task ends the request at once and frees its connection.
/// Dropping a client closes its connections.
public final class AsyncClient: Sendable {
    let session: FetchSession

    /// A client with these options.
    ///
    /// - Throws: ``RequestError`` for options that make no sense, such as a base URL that is none.
    public init(_ options: ClientOptions = ClientOptions()) throws {
        session = try options.makeSession()
    }

    /// Gives `body` a client, and closes it at the end.
    public static func with<Result>(
        _ options: ClientOptions = ClientOptions(), _ body: (AsyncClient) async throws -> Result
    ) async throws -> Result {
        let client = try AsyncClient(options)
        defer { client.close() }
        return try await body(client)
    }

    /// The cookies, which responses add to.
    public var cookies: CookieJar { session.options.jar }

    /// An executor for tasks that mostly wait for responses: it saves them a change of threads. See ``LoopExecutor``.
    public var executor: LoopExecutor { CurlTransport.executor }

    /// Ends what is under way and closes all connections. Later requests fail.
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

    /// Sends a request and gives the response to `body` as soon as its head is there, to be read piece by piece. What
    /// `body` leaves unread is given up.
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
