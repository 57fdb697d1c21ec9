public import Fetch

extension AsyncClient: FetchClient {
    /// Sends a request and waits for the complete response, whatever its status.
    ///
    /// - Throws: ``RequestError``; `CancellationError` when the task is cancelled.
    public func fetch(_ request: FetchRequest) async throws -> FetchResponse {
        FetchResponse(try await send(request).fetched)
    }

    /// Sends a request and passes the response to `body` when its headers arrive. Unread data is discarded when `body`
    /// returns.
    ///
    /// - Throws: ``RequestError``, or an error thrown by `body`; `CancellationError` when the task is cancelled.
    public func fetch<Result>(
        _ request: FetchRequest, _ body: (FetchStream) async throws -> Result
    ) async throws -> Result {
        let streamed = try await open(session.call(isStreamed: true) { request })
        defer { streamed.close() }
        return try await body(
            FetchStream(streamed, limit: session.options.maximumBodySize, RequestError.translated))
    }
}

extension Client: BlockingFetchClient {
    /// Sends a request and waits for the complete response, whatever its status.
    ///
    /// - Throws: ``RequestError``.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func fetch(_ request: FetchRequest) throws -> FetchResponse {
        FetchResponse(try send(request).fetched)
    }

    /// Sends a request and passes the response to `body` when its headers arrive. Unread data is discarded when `body`
    /// returns.
    ///
    /// - Throws: ``RequestError``, or an error thrown by `body`.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func fetch<Result>(
        _ request: FetchRequest, _ body: (BlockingFetchStream) throws -> Result
    ) throws -> Result {
        let streamed = try open(request)
        defer { streamed.close() }
        return try body(
            BlockingFetchStream(streamed, limit: session.options.maximumBodySize, RequestError.translated))
    }
}
