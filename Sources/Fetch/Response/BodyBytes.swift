public import HTTPValues

/// The chunks of a response body, as an asynchronous sequence. It can be read only once. A second iterator continues
/// where the first one stopped.
public struct BodyBytes: AsyncSequence, Sendable {
    fileprivate enum Source: Sendable {
        case received(StreamedResponse, translate: @Sendable (FetchError) -> any Error)
        case supplied(@Sendable () async throws -> Bytes?)
    }

    private let source: Source

    /// Creates a sequence for the body of `response`. Errors are passed through `translate`.
    package init(_ response: StreamedResponse, _ translate: @escaping @Sendable (FetchError) -> any Error) {
        source = .received(response, translate: translate)
    }

    /// Creates a sequence of the chunks that `next` returns, until it returns nil.
    init(_ next: @escaping @Sendable () async throws -> Bytes?) {
        source = .supplied(next)
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(source: source)
    }

    /// The iterator of the chunks.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate let source: Source

        /// Returns the next chunk, or nil at the end of the body.
        public mutating func next() async throws -> Bytes? {
            switch source {
            case .received(let response, let translate):
                do {
                    return try await response.next()
                } catch {
                    throw translate(error)
                }
            case .supplied(let next):
                return try await next()
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
