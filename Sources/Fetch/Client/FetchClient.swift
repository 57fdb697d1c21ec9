/// An asynchronous HTTP client: the protocol that both styles share.
///
/// `AsyncClient` and `ClientSession` conform to it, so a function can work with either style:
///
/// ```swift
/// func title(of url: String, with client: some FetchClient) async throws -> String {
///     try await client.fetch(FetchRequest(.get, url, params: ["q": "swift"])).text
/// }
/// ```
///
/// What a request does not set is up to the client: whether redirects are followed, how long a request may take, how
/// parameters and the URL's query are merged. Set in the request whatever has to be the same for every client.
///
/// To make a client of your own, implement ``fetch(_:)``; the form with a closure has a default.
public protocol FetchClient: Sendable {
    /// Sends a request and waits for the complete response, whatever its status.
    ///
    /// - Throws: The client's own error. Those of Duet conform to ``FetchFailure``. `CancellationError` when the task is
    ///   cancelled.
    func fetch(_ request: FetchRequest) async throws -> FetchResponse

    /// Sends a request and passes the response to `body` when its headers arrive. Unread data is discarded when `body`
    /// returns.
    ///
    /// - Throws: The client's own error, or an error thrown by `body`; `CancellationError` when the task is cancelled.
    func fetch<Result>(
        _ request: FetchRequest, _ body: (FetchStream) async throws -> Result
    ) async throws -> Result

    /// Cancels requests in flight and closes all connections. Later requests throw.
    func close()
}

extension FetchClient {
    /// Sends a request and passes the complete response to `body`. A client that can read bodies as they arrive
    /// implements this requirement itself.
    public func fetch<Result>(
        _ request: FetchRequest, _ body: (FetchStream) async throws -> Result
    ) async throws -> Result {
        try await body(FetchStream(fetch(request)))
    }
}

/// A blocking HTTP client: ``FetchClient`` without `await`. HTTPX's `Client` conforms to it.
public protocol BlockingFetchClient: Sendable {
    /// Sends a request and waits for the complete response, whatever its status.
    ///
    /// - Throws: The client's own error. Those of Duet conform to ``FetchFailure``.
    @available(*, noasync, message: "this call blocks its thread; use an asynchronous client")
    func fetch(_ request: FetchRequest) throws -> FetchResponse

    /// Sends a request and passes the response to `body` when its headers arrive. Unread data is discarded when `body`
    /// returns.
    ///
    /// - Throws: The client's own error, or an error thrown by `body`.
    @available(*, noasync, message: "this call blocks its thread; use an asynchronous client")
    func fetch<Result>(
        _ request: FetchRequest, _ body: (BlockingFetchStream) throws -> Result
    ) throws -> Result

    /// Cancels requests in flight and closes all connections. Later requests throw.
    func close()
}

extension BlockingFetchClient {
    /// Sends a request and passes the complete response to `body`. A client that can read bodies as they arrive
    /// implements this requirement itself.
    @available(*, noasync, message: "this call blocks its thread; use an asynchronous client")
    public func fetch<Result>(
        _ request: FetchRequest, _ body: (BlockingFetchStream) throws -> Result
    ) throws -> Result {
        try body(BlockingFetchStream(fetch(request)))
    }
}
