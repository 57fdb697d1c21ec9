public import HTTPValues

/// The pieces of a response body, as an asynchronous sequence. Read once: a second reader goes on where the first
/// one stopped.
public struct BodyBytes: AsyncSequence, Sendable {
    private let response: StreamedResponse
    private let translate: @Sendable (FetchError) -> any Error

    /// The body of `response`; its errors go through `translate`.
    package init(_ response: StreamedResponse, _ translate: @escaping @Sendable (FetchError) -> any Error) {
        self.response = response
        self.translate = translate
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(response: response, translate: translate)
    }

    /// Reads pieces.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let response: StreamedResponse
        fileprivate let translate: @Sendable (FetchError) -> any Error

        /// The next piece; nil at the end of the body.
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
    /// This response with the body that was read from it.
    package func collected(_ body: Bytes) -> FetchedResponse {
        FetchedResponse(
            CollectedResponse(head: head, body: body, summary: summary ?? TransferSummary()), decoded: body,
            CallRecord(request: request, history: history, began: began),
            ended: began.advanced(by: elapsed ?? .zero))
    }
}
