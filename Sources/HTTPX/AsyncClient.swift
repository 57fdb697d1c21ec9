public import CurlTransport
public import HTTPValues

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

    /// Sends a request and waits for the whole response. The parameters are those of
    /// ``Client/request(_:_:params:headers:cookies:body:json:form:auth:followRedirects:timeout:)``.
    ///
    /// - Throws: ``RequestError``; `CancellationError` when the task is cancelled.
    @discardableResult
    public func request(
        _ method: HTTPMethod, _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], body: RequestBody? = nil, json: JSON? = nil,
        form: QueryParameters? = nil, auth: AuthenticationChoice = .inherited, followRedirects: Bool? = nil,
        timeout: Timeout? = nil
    ) async throws -> Response {
        let call = try RequestError.rethrowing { () throws(FetchError) in
            let body = try RequestBody.choose(body, json, form)
            let request = FetchRequest(method, url, params, headers, cookies, body, auth, followRedirects, timeout)
            return try session.call(for: request, isStreamed: false)
        }
        return try await collect(call)
    }

    /// Sends a request and waits for the whole response.
    ///
    /// - Throws: ``RequestError``; `CancellationError` when the task is cancelled.
    @discardableResult
    public func send(_ request: FetchRequest) async throws -> Response {
        let call = try RequestError.rethrowing { () throws(FetchError) in
            try session.call(for: request, isStreamed: false)
        }
        return try await collect(call)
    }

    private func collect(_ call: Call) async throws -> Response {
        do {
            let limit = session.options.maximumBodySize
            return Response(try await AsyncDriver.collect(call, limit: limit))
        } catch {
            throw RequestError.translated(error)
        }
    }

    /// Sends a request and gives the response to `body` as soon as its head is there, to be read piece by piece.
    /// What `body` leaves unread is given up.
    ///
    /// - Throws: ``RequestError``, or what `body` throws; `CancellationError` when the task is cancelled.
    public func stream<Result>(
        _ method: HTTPMethod, _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        body requestBody: RequestBody? = nil, auth: AuthenticationChoice = .inherited, followRedirects: Bool? = nil,
        timeout: Timeout? = nil, _ body: (AsyncStreamResponse) async throws -> Result
    ) async throws -> Result {
        let request = FetchRequest(method, url, params, headers, [:], requestBody, auth, followRedirects, timeout)
        return try await stream(request, body)
    }

    /// Sends a request and gives the response to `body` as soon as its head is there.
    public func stream<Result>(
        _ request: FetchRequest, _ body: (AsyncStreamResponse) async throws -> Result
    ) async throws -> Result {
        let streamed = try await open(request)
        defer { streamed.close() }
        return try await body(AsyncStreamResponse(streamed, limit: session.options.maximumBodySize))
    }

    private func open(_ request: FetchRequest) async throws -> StreamedResponse {
        do {
            let call = try session.call(for: request, isStreamed: true)
            return try await AsyncDriver.stream(call)
        } catch {
            throw RequestError.translated(error)
        }
    }
}
