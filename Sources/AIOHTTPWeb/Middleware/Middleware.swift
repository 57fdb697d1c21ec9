extension Web {
    /// Answers one request. Throwing ``HTTPError`` answers with that status; any other error becomes a 500.
    ///
    /// Handlers run on the event loop that carries the connection, so they must not block it. Work that blocks
    /// belongs behind `withTaskExecutorPreference(globalConcurrentExecutor)` or on a thread of its own.
    public typealias Handler = @Sendable (Request) async throws -> Response

    /// Wraps a handler: looks at the request, calls the next handler or answers itself, and looks at the response.
    /// Runs for unknown paths as well, whose handler throws the 404 or 405.
    public typealias Middleware = @Sendable (_ request: Request, _ next: Handler) async throws -> Response
}
