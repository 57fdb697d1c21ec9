public import HTTPValues

/// A response of the blocking client whose body is read while it comes; valid inside the closure of
/// ``Client/stream(_:_:params:headers:body:auth:followRedirects:timeout:_:)``.
public final class StreamResponse: ResponseFacts {
    private let streamed: StreamedResponse
    private let limit: Int

    init(_ streamed: StreamedResponse, limit: Int) {
        self.streamed = streamed
        self.limit = limit
    }

    public var head: ResponseHead { streamed.head }
    public var url: FetchURL { streamed.url }
    public var request: RequestHead { streamed.request }
    public var history: [Response] { streamed.history.map { Response($0) } }

    /// The trailers behind the body, once it was read to its end.
    public var trailers: Headers { streamed.summary?.trailers ?? [:] }

    /// From the call to the end of the body, or until it was closed; nil before.
    public var elapsed: Duration? { streamed.elapsed }

    @discardableResult
    public func raiseForStatus() throws(HTTPStatusError) -> StreamResponse {
        guard isSuccess else { throw HTTPStatusError(streamed) }
        return self
    }

    /// The next piece of the body with its content coding undone, as it came; nil at the end.
    ///
    /// - Throws: ``RequestError``.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func nextBytes() throws -> Bytes? {
        try RequestError.rethrowing { () throws(FetchError) in try streamed.nextBlocking() }
    }

    /// Calls `body` with each piece of the body, as it comes.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func forEachBytes(_ body: (Bytes) throws -> Void) throws {
        while let piece = try nextBytes() { try body(piece) }
    }

    /// Calls `body` with each line of the text, without its end.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func forEachLine(_ body: (String) throws -> Void) throws {
        var lines = TextLines(headers, .universal)
        while let piece = try nextBytes() {
            for line in lines.add(piece) { try body(line) }
        }
        for line in lines.finish() { try body(line) }
    }

    /// The rest of the response as a whole.
    ///
    /// - Throws: ``RequestError``, also when the body is larger than the client's limit.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func read() throws -> Response {
        try RequestError.rethrowing { () throws(FetchError) in
            Response(streamed.collected(try streamed.collectBlocking(limit: limit)))
        }
    }

    /// Gives the body in its content coding from here on.
    public func readRaw() { streamed.readRaw() }

    /// Ends the transfer.
    public func close() { streamed.close() }
}
