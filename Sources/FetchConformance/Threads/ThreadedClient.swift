public import Fetch

/// A blocking client as an asynchronous one: each call runs on a thread of its own.
///
/// A thread cannot be cancelled, and reads asynchronous bodies no better than its client does. Makers of blocking
/// clients therefore do not have the abilities ``Ability/cancellation`` and ``Ability/streamedUpload``.
public struct ThreadedClient: FetchClient {
    private let client: any BlockingFetchClient

    /// Creates a client that calls `client` on threads.
    public init(_ client: any BlockingFetchClient) {
        self.client = client
    }

    /// Sends a request and waits for the complete response, whatever its status.
    ///
    /// - Throws: The blocking client's error.
    public func fetch(_ request: FetchRequest) async throws -> FetchResponse {
        try await RealThread.run { [client] in Result { try client.fetch(request) } }.get()
    }

    /// Sends a request and passes the response to `body` when its headers arrive. The thread reads a chunk whenever
    /// `body` takes one.
    ///
    /// - Throws: The blocking client's error, or an error thrown by `body`.
    public func fetch<Result>(
        _ request: FetchRequest, _ body: (FetchStream) async throws -> Result
    ) async throws -> Result {
        let reading = BlockingReading()
        RealThread.start { [client] in reading.run(client, request) }
        let response = try await reading.opened()
        do {
            let result = try await body(
                FetchStream(
                    response.head, bytes: reading, to: response.request, history: response.history,
                    trailers: { response.trailers }))
            await reading.leave()
            return result
        } catch {
            await reading.leave()
            throw error
        }
    }

    /// Closes the blocking client.
    public func close() { client.close() }
}
