import Fetch
public import HTTPValues

/// A response of the blocking client whose body is read as it arrives; valid inside the closure of
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

    /// The trailers that followed the body; empty until the body was read to its end.
    public var trailers: Headers { streamed.summary?.trailers ?? [:] }

    /// The time from the call to the end of the body, or to its closing; nil until then.
    public var elapsed: Duration? { streamed.elapsed }

    @discardableResult
    public func raiseForStatus() throws(HTTPStatusError) -> StreamResponse {
        guard isSuccess else { throw HTTPStatusError(streamed) }
        return self
    }

    /// The next piece of the decoded body as it arrives; nil at the end.
    ///
    /// - Throws: ``RequestError``.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func nextBytes() throws -> Bytes? {
        try RequestError.rethrowing { () throws(FetchError) in try streamed.nextBlocking() }
    }

    /// Calls `body` with each piece of the decoded body as it arrives.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func forEachBytes(_ body: (Bytes) throws -> Void) throws {
        while let piece = try nextBytes() { try body(piece) }
    }

    /// Calls `body` with each line of the text, without its line end.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func forEachLine(_ body: (String) throws -> Void) throws {
        var lines = TextLines(headers, .universal)
        while let piece = try nextBytes() {
            for line in lines.add(piece) { try body(line) }
        }
        for line in lines.finish() { try body(line) }
    }

    /// Reads the rest of the body, and returns it as a response.
    ///
    /// - Throws: ``RequestError``, also when the body is larger than the client's limit.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func read() throws -> Response {
        try RequestError.rethrowing { () throws(FetchError) in
            Response(streamed.collected(try streamed.collectBlocking(limit: limit)))
        }
    }

    /// Leaves the rest of the body as received, without decoding it.
    public func readRaw() { streamed.readRaw() }

    /// Ends the transfer; what was not read is lost.
    public func close() { streamed.close() }
}
