public import HTTPValues

/// A response of the asynchronous client whose body is read while it comes.
///
/// Dropping it unread closes its connection.
public final class AsyncStreamResponse: Sendable {
    private let streamed: StreamedResponse
    private let limit: Int

    init(_ streamed: StreamedResponse, limit: Int) {
        self.streamed = streamed
        self.limit = limit
    }

    /// The status code.
    public var statusCode: Int { streamed.head.status }
    /// The reason phrase.
    public var reasonPhrase: String { streamed.head.reasonPhrase }
    /// `HTTP/1.0`, `HTTP/1.1` or `HTTP/2`.
    public var httpVersion: String { streamed.head.version }
    /// The fields, as received.
    public var headers: Headers { streamed.head.headers }
    /// The URL that gave this response, after redirects.
    public var url: FetchURL { streamed.url }
    /// The redirects that led here, oldest first.
    public var history: [Response] { streamed.history.map { Response($0) } }
    /// The fields behind the body, once it was read to its end.
    public var trailers: Headers { streamed.summary?.trailers ?? [:] }

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
