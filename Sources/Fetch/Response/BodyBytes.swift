public import HTTPValues

/// The chunks of a response body, as an asynchronous sequence. It can be read only once. A second iterator continues
/// where the first one stopped.
public struct BodyBytes: AsyncSequence, Sendable {
    private let response: StreamedResponse
    private let translate: @Sendable (FetchError) -> any Error

    /// Creates a sequence for the body of `response`. Errors are passed through `translate`.
    package init(_ response: StreamedResponse, _ translate: @escaping @Sendable (FetchError) -> any Error) {
        self.response = response
        self.translate = translate
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(response: response, translate: translate)
    }

    /// The iterator of the chunks.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let response: StreamedResponse
        fileprivate let translate: @Sendable (FetchError) -> any Error

        /// Returns the next chunk, or nil at the end of the body.
        public mutating func next() async throws -> Bytes? {
            do {
                return try await response.next()
            } catch {
                throw translate(error)
            }
        }
    }
}

/// Collects a streamed body up to a limit.
struct LimitedBody: ~Copyable {
    private let limit: Int
    private var bytes = ByteBuilder()

    init(limit: Int) {
        self.limit = limit
    }

    mutating func append(_ piece: Bytes) throws(FetchError) {
        guard piece.count <= limit - bytes.count else {
            throw .tooLarge(limit: limit)
        }
        bytes.append(piece)
    }

    mutating func take() -> Bytes { bytes.take() }
}

extension StreamedResponse {
    /// Returns this response with the body that was read from it.
    package func collected(_ body: Bytes) -> FetchedResponse {
        FetchedResponse(
            CollectedResponse(head: head, body: body, summary: summary ?? TransferSummary()), decoded: body,
            CallRecord(request: request, history: history, began: began),
            ended: began.advanced(by: elapsed ?? .zero))
    }
}
