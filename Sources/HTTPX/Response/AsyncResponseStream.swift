public import Fetch
public import HTTPValues

/// A response of the asynchronous client, whose body is read as it arrives.
///
/// If it is deallocated before its body has been read, its connection is closed.
public final class AsyncResponseStream: ResponseFacts {
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
    public func raiseForStatus() throws(HTTPStatusError) -> AsyncResponseStream {
        guard isSuccess else { throw HTTPStatusError(streamed) }
        return self
    }

    /// The chunks of the decoded body as they arrive.
    public var bytes: BodyBytes { BodyBytes(streamed) { RequestError.translated($0) } }

    /// The lines of the body as text, without line terminators.
    public var lines: BodyLines { BodyLines(bytes, headers, .universal) }

    /// Reads the rest of the body and returns the complete response.
    ///
    /// - Throws: ``RequestError``, including when the body exceeds ``ClientOptions/maxBodySize``.
    public func read() async throws -> Response {
        do {
            return Response(streamed.collected(try await streamed.collect(limit: limit)))
        } catch {
            throw RequestError.translated(error)
        }
    }

    /// Disables decoding, so that the rest of the body is read as received.
    public func readRaw() { streamed.readRaw() }

    /// Closes the response and discards unread data.
    public func close() { streamed.close() }
}
