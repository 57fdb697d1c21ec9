extension Web {
    /// Handles a request. Throwing ``HTTPError`` responds with its status; most other errors become a 500.
    ///
    /// Handlers run on the event loop of their connection, so they must not block. Move blocking work to
    /// `withTaskExecutorPreference(globalConcurrentExecutor)` or a separate thread.
    public typealias Handler = @Sendable (Request) async throws -> Response

    /// Wraps a handler: inspects the request, calls the next handler or responds itself, and inspects the response.
    /// Also runs for unknown paths, whose handler throws the 404 or 405.
    public typealias Middleware = @Sendable (_ request: Request, _ next: Handler) async throws -> Response
}
