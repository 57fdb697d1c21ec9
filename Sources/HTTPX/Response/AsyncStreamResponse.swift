public import Fetch
public import HTTPValues

/// A response of the asynchronous client whose body is read as it arrives.
///
/// A response that is no longer referenced before its body was read closes its connection.
public final class AsyncStreamResponse: ResponseFacts {
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
    public func raiseForStatus() throws(HTTPStatusError) -> AsyncStreamResponse {
        guard isSuccess else { throw HTTPStatusError(streamed) }
        return self
    }

    /// The pieces of the decoded body as they arrive.
    public var bytes: BodyBytes { BodyBytes(streamed) { RequestError.translated($0) } }

    /// The lines of the text, without their line ends.
    public var lines: BodyLines { BodyLines(bytes, headers, .universal) }

    /// Reads the rest of the body, and returns it as a response.
    ///
    /// - Throws: ``RequestError``, also when the body is larger than the client's limit.
    public func read() async throws -> Response {
        do {
            return Response(streamed.collected(try await streamed.collect(limit: limit)))
        } catch {
            throw RequestError.translated(error)
        }
    }

    /// Leaves the rest of the body as received, without decoding it.
    public func readRaw() { streamed.readRaw() }

    /// Ends the transfer; what was not read is lost.
    public func close() { streamed.close() }
}
