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

/// A response of a blocking client whose body is read as it arrives. Valid in the closure that it is passed to.
public struct BlockingFetchStream: FetchResponseHead {
    private let body: FetchedBody

    /// Creates the stream of a response whose body is arriving. The parameters are those of ``FetchStream``.
    package init(
        _ streamed: StreamedResponse, limit: Int, _ translate: @escaping @Sendable (FetchError) -> any Error
    ) {
        body = FetchedBody(streamed: streamed, limit: limit, translate: translate)
    }

    /// Creates the stream of a complete response, whose body is one chunk.
    public init(_ response: FetchResponse) {
        body = FetchedBody(response)
    }

    public var head: ResponseHead { body.streamed.head }
    public var url: FetchURL { body.streamed.url }
    public var request: RequestHead { body.streamed.request }
    public var history: [FetchResponse] { body.streamed.history.map { FetchResponse($0) } }

    /// Returns the next chunk of the body, or nil at the end.
    ///
    /// - Throws: The client's own error.
    @available(*, noasync, message: "this call blocks its thread; use an asynchronous client")
    public func nextBytes() throws -> Bytes? {
        do {
            return try body.streamed.nextBlocking()
        } catch {
            throw body.translate(error)
        }
    }

    /// Calls `action` with each chunk of the body as it arrives.
    @available(*, noasync, message: "this call blocks its thread; use an asynchronous client")
    public func forEachBytes(_ action: (Bytes) throws -> Void) throws {
        while let chunk = try nextBytes() { try action(chunk) }
    }

    /// Reads the rest of the body.
    ///
    /// - Throws: The client's own error, also if the body is larger than its limit.
    @available(*, noasync, message: "this call blocks its thread; use an asynchronous client")
    public func read() throws -> FetchResponse {
        do {
            return body.response(with: try body.streamed.collectBlocking(limit: body.limit))
        } catch {
            throw body.translate(error)
        }
    }

    /// The trailers. Empty until the body has been read.
    public var trailers: Headers { body.trailers }
}

/// A response of a client of Duet, whose body is read by a task or a thread.
private struct FetchedBody: ArrivingResponse {
    let streamed: StreamedResponse
    let limit: Int
    let translate: @Sendable (FetchError) -> any Error

    var head: ResponseHead { streamed.head }
    var request: RequestHead { streamed.request }
    var history: [FetchedResponse] { streamed.history }
    var bytes: BodyBytes { BodyBytes(streamed, translate) }
    var trailers: Headers { streamed.summary?.trailers ?? [:] }

    func read() async throws -> FetchResponse {
        do {
            return response(with: try await streamed.collect(limit: limit))
        } catch {
            throw translate(error)
        }
    }

    func response(with body: Bytes) -> FetchResponse { FetchResponse(streamed.collected(body)) }
}

extension FetchedBody {
    init(_ response: FetchResponse) {
        self.init(streamed: StreamedResponse(replaying: response.fetched), limit: .max) { $0 }
    }
}
