public import HTTPValues

/// A response of a blocking client whose body is read as it arrives. Valid in the closure that it is passed to.
public struct BlockingFetchStream: FetchResponseHead {
    private let response: any BlockingArrivingResponse

    /// Creates the stream of a response whose body is arriving. The parameters are those of ``FetchStream``.
    package init(
        _ streamed: StreamedResponse, limit: Int, _ translate: @escaping @Sendable (FetchError) -> any Error
    ) {
        response = FetchedBody(streamed: streamed, limit: limit, translate: translate)
    }

    /// Creates the stream of a complete response, whose body is one chunk.
    public init(_ response: FetchResponse) {
        self.response = FetchedBody(response)
    }

    /// Creates the stream of a response that a blocking client of your own receives.
    ///
    /// ```swift
    /// let stream = BlockingFetchStream(head, to: request, close: { socket.close() }) { try socket.read() }
    /// defer { stream.close() }
    /// return try body(stream)
    /// ```
    ///
    /// - Parameters:
    ///   - head: Version, status, reason and headers.
    ///   - request: The request that the response answers.
    ///   - history: The responses that led to this one, oldest first.
    ///   - limit: The maximum size of a body that ``read()`` collects, in bytes. Unlimited by default.
    ///   - trailers: Returns the trailers. Called after the end of the body.
    ///   - close: Releases what the body is read from. Called once: at the end of the body, after an error, by
    ///     ``close()``, or when the stream is released.
    ///   - nextBytes: Blocks until the next chunk arrives and returns it with its content coding undone, or nil at the
    ///     end. Called by one thread at a time, and no longer after the end or an error. Readers get its errors as they
    ///     are.
    public init(
        _ head: ResponseHead, to request: RequestHead, history: [FetchResponse] = [], limit: Int = .max,
        trailers: @escaping @Sendable () -> Headers = { [:] }, close: @escaping @Sendable () -> Void = {},
        nextBytes: @escaping @Sendable () throws -> Bytes?
    ) {
        response = SuppliedBlockingResponse(
            head, CallRecord(request: request, history: history.map(\.fetched), began: .now), limit: limit,
            nextChunk: nextBytes, trailers: trailers, close: close)
    }

    /// Creates the stream of a response whose chunks are a sequence, which is read once.
    ///
    /// ```swift
    /// BlockingFetchStream(ResponseHead(status: 200), bytes: chunks, to: request)
    /// ```
    public init<Chunks: Sequence & Sendable>(
        _ head: ResponseHead, bytes: Chunks, to request: RequestHead, history: [FetchResponse] = [], limit: Int = .max,
        trailers: @escaping @Sendable () -> Headers = { [:] }, close: @escaping @Sendable () -> Void = {}
    ) where Chunks.Element: Sequence<UInt8> & Sendable {
        let chunks = IteratorBox(bytes.makeIterator())
        self.init(
            head, to: request, history: history, limit: limit, trailers: trailers, close: close,
            nextBytes: { chunks.next() })
    }

    public var head: ResponseHead { response.head }
    public var url: FetchURL { response.request.url }
    public var request: RequestHead { response.request }
    public var history: [FetchResponse] { response.history.map { FetchResponse($0) } }

    /// Returns the next chunk of the body, or nil at the end.
    ///
    /// - Throws: The client's own error.
    @available(*, noasync, message: "this call blocks its thread; use an asynchronous client")
    public func nextBytes() throws -> Bytes? { try response.nextBlocking() }

    /// Calls `action` with each chunk of the body as it arrives.
    @available(*, noasync, message: "this call blocks its thread; use an asynchronous client")
    public func forEachBytes(_ action: (Bytes) throws -> Void) throws {
        while let chunk = try nextBytes() { try action(chunk) }
    }

    /// Reads the rest of the body.
    ///
    /// - Throws: The client's own error, also if the body is larger than its limit.
    @available(*, noasync, message: "this call blocks its thread; use an asynchronous client")
    public func read() throws -> FetchResponse { try response.readBlocking() }

    /// The trailers. Empty until the body has been read.
    public var trailers: Headers { response.trailers }

    /// Closes the response and discards unread data. Later reads throw, unless the body was read to its end.
    public func close() { response.close() }
}
