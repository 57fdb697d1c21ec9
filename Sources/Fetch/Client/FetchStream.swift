public import HTTPValues

/// A response whose body is read as it arrives, the same for both styles. Valid in the closure that it is passed to.
public struct FetchStream: FetchResponseHead {
    private let response: any ArrivingResponse

    /// Creates the stream of a response whose body is arriving.
    ///
    /// - Parameters:
    ///   - limit: The maximum size of a body that ``read()`` collects, in bytes.
    ///   - translate: Returns the client's error for an error while reading.
    package init(
        _ streamed: StreamedResponse, limit: Int, _ translate: @escaping @Sendable (FetchError) -> any Error
    ) {
        response = FetchedBody(streamed: streamed, limit: limit, translate: translate)
    }

    /// Creates the stream of a complete response, whose body is one chunk.
    public init(_ response: FetchResponse) {
        self.response = FetchedBody(response)
    }

    /// Creates the stream of a response that a client of your own receives.
    ///
    /// ```swift
    /// FetchStream(ResponseHead(status: 200), bytes: chunks, to: request)
    /// ```
    ///
    /// - Parameters:
    ///   - head: Version, status, reason and headers.
    ///   - bytes: The chunks of the body, with its content coding undone. They are read once, by one task at a time.
    ///     Readers get its errors as they are.
    ///   - request: The request that the response answers.
    ///   - history: The responses that led to this one, oldest first.
    ///   - limit: The maximum size of a body that ``read()`` collects, in bytes. Unlimited by default.
    ///   - trailers: Returns the trailers. Called after the end of the body.
    public init<Chunks: AsyncSequence & Sendable>(
        _ head: ResponseHead, bytes: Chunks, to request: RequestHead, history: [FetchResponse] = [],
        limit: Int = .max, trailers: @escaping @Sendable () -> Headers = { [:] }
    ) where Chunks.Element: Sequence<UInt8> & Sendable {
        let chunks = AsyncIteratorBox(bytes.makeAsyncIterator())
        response = SuppliedResponse(
            head, CallRecord(request: request, history: history.map(\.fetched), began: .now), limit: limit,
            nextChunk: { try await chunks.next() }, trailers: trailers)
    }

    public var head: ResponseHead { response.head }
    public var url: FetchURL { response.request.url }
    public var request: RequestHead { response.request }
    public var history: [FetchResponse] { response.history.map { FetchResponse($0) } }

    /// The chunks of the body, with its content coding undone. They can be read once.
    public var bytes: BodyBytes { response.bytes }

    /// The lines of the body as text, without their line ends.
    public var lines: BodyLines { BodyLines(bytes, headers, .universal) }

    /// Reads the rest of the body.
    ///
    /// - Throws: The client's own error, also if the body is larger than its limit.
    public func read() async throws -> FetchResponse { try await response.read() }

    /// The trailers. Empty until the body has been read.
    public var trailers: Headers { response.trailers }
}
