public import Fetch

extension ClientSession: FetchClient {
    /// Sends a request and waits for the complete response.
    ///
    /// - Throws: ``ClientError``, also for a status of 400 or above if the session raises for them; `CancellationError`
    ///   when the task is cancelled.
    public func fetch(_ request: FetchRequest) async throws -> FetchResponse {
        try await fetch(request) { try await $0.read() }
    }

    /// Sends a request and passes the response to `body` when its headers arrive. Unread data is discarded when `body`
    /// returns.
    ///
    /// - Throws: ``ClientError``, or an error thrown by `body`; `CancellationError` when the task is cancelled.
    public func fetch<Result>(
        _ request: FetchRequest, _ body: (FetchStream) async throws -> Result
    ) async throws -> Result {
        try await send(request) { try await body($0.stream) }
    }
}

extension ClientResponse {
    /// Creates a response from a complete one in the terms that both styles share.
    package convenience init(_ response: FetchResponse) {
        self.init(StreamedResponse(replaying: response.fetched), limit: .max, keeping: nil)
    }

    /// This response in the terms that both styles share.
    fileprivate var stream: FetchStream {
        FetchStream(streamed, limit: limit) { ClientError.translated($0, at: .body) }
    }
}
