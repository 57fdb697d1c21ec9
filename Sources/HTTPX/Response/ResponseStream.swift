import Fetch
public import HTTPValues

/// A response of the blocking client, whose body is read as it arrives. It is valid only inside the closure passed to
/// `stream` of ``Client``.
public final class ResponseStream: ResponseFacts {
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

    /// The trailers, available once the body has been read. Empty until then.
    public var trailers: Headers { streamed.summary?.trailers ?? [:] }

    /// The time from the start of the call until the body was read or closed. Nil until then.
    public var elapsed: Duration? { streamed.elapsed }

    @discardableResult
    public func raiseForStatus() throws(HTTPStatusError) -> ResponseStream {
        guard isSuccess else { throw HTTPStatusError(streamed) }
        return self
    }

    /// Waits for the next chunk of the decoded body and returns it, or nil at the end.
    ///
    /// - Throws: ``RequestError``.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func nextBytes() throws -> Bytes? {
        try RequestError.rethrowing { () throws(FetchError) in try streamed.nextBlocking() }
    }

    /// Calls `body` with each chunk of the decoded body as it arrives.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func forEachBytes(_ body: (Bytes) throws -> Void) throws {
        while let piece = try nextBytes() { try body(piece) }
    }

    /// Calls `body` with each line of the body as text, without its line terminator.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func forEachLine(_ body: (String) throws -> Void) throws {
        var lines = TextLines(headers, .universal)
        while let piece = try nextBytes() {
            for line in lines.add(piece) { try body(line) }
        }
        for line in lines.finish() { try body(line) }
    }

    /// Reads the rest of the body and returns the complete response.
    ///
    /// - Throws: ``RequestError``, including when the body exceeds ``ClientOptions/maxBodySize``.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func read() throws -> Response {
        try RequestError.rethrowing { () throws(FetchError) in
            Response(streamed.collected(try streamed.collectBlocking(limit: limit)))
        }
    }

    /// Disables decoding, so that the rest of the body is read as received.
    public func readRaw() { streamed.readRaw() }

    /// Closes the response and discards unread data.
    public func close() { streamed.close() }
}
