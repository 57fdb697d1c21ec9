public import HTTPValues

/// A response of the asynchronous client whose body is read while it comes.
///
/// Dropping it unread closes its connection.
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

    /// The trailers behind the body, once it was read to its end.
    public var trailers: Headers { streamed.summary?.trailers ?? [:] }

    /// From the call to the end of the body, or until it was closed; nil before.
    public var elapsed: Duration? { streamed.elapsed }

    @discardableResult
    public func raiseForStatus() throws(HTTPStatusError) -> AsyncStreamResponse {
        guard isSuccess else { throw HTTPStatusError(streamed) }
        return self
    }

    /// The pieces of the body with its content coding undone, as they come.
    public var bytes: BodyBytes { BodyBytes(streamed) { RequestError.translated($0) } }

    /// The lines of the text, without their ends.
    public var lines: BodyLines { BodyLines(bytes, headers, .universal) }

    /// The rest of the response as a whole.
    ///
    /// - Throws: ``RequestError``, also when the body is larger than the client's limit.
    public func read() async throws -> Response {
        do {
            return Response(streamed.collected(try await streamed.collect(limit: limit)))
        } catch {
            throw RequestError.translated(error)
        }
    }

    /// Gives the body in its content coding from here on.
    public func readRaw() { streamed.readRaw() }

    /// Ends the transfer.
    public func close() { streamed.close() }
}
