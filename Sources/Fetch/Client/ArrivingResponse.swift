import HTTPValues

/// A response whose body is arriving, from a client of Duet or from any other.
protocol ArrivingResponse: Sendable {
    var head: ResponseHead { get }
    var request: RequestHead { get }
    var history: [FetchedResponse] { get }
    var bytes: BodyBytes { get }
    var trailers: Headers { get }

    /// Reads the rest of the body.
    func read() async throws -> FetchResponse
}

/// The response of a client that is not Duet's: it supplies the chunks.
final class SuppliedResponse: ArrivingResponse {
    let head: ResponseHead
    private let record: CallRecord
    private let limit: Int
    private let nextChunk: @Sendable () async throws -> Bytes?
    private let finalTrailers: @Sendable () -> Headers
    private let hasEnded = Locked(false)

    init(
        _ head: ResponseHead, _ record: CallRecord, limit: Int,
        nextChunk: @escaping @Sendable () async throws -> Bytes?, trailers: @escaping @Sendable () -> Headers
    ) {
        self.head = head
        self.record = record
        self.limit = limit
        self.nextChunk = nextChunk
        finalTrailers = trailers
    }

    var request: RequestHead { record.request }
    var history: [FetchedResponse] { record.history }
    var bytes: BodyBytes { BodyBytes { try await self.next() } }
    var trailers: Headers { hasEnded.withLock { $0 } ? finalTrailers() : [:] }

    func read() async throws -> FetchResponse {
        var body = LimitedBody(limit: limit)
        while let chunk = try await next() { try body.append(chunk) }
        let bytes = body.take()
        let collected = CollectedResponse(head: head, body: bytes, summary: TransferSummary(trailers: trailers))
        return FetchResponse(FetchedResponse(collected, decoded: bytes, record))
    }

    private func next() async throws -> Bytes? {
        guard !hasEnded.withLock({ $0 }) else { return nil }
        if let chunk = try await nextChunk() { return chunk }
        hasEnded.withLock { $0 = true }
        return nil
    }
}
