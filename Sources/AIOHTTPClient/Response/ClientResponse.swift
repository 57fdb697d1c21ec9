public import Fetch
public import FoundationEssentials
public import HTTPValues

/// A response whose head has arrived, and whose body is read on demand.
///
/// Reading the body to its end frees the connection for reuse. ``close()`` gives it up at once, and so does a response
/// that is no longer referenced.
public final class ClientResponse: Sendable {
    private let streamed: StreamedResponse
    private let limit: Int
    /// Kept alive while the body is read: a connector that is no longer referenced may close.
    private let connector: any Connector
    private let whole = Locked<Bytes?>(nil)

    init(_ streamed: StreamedResponse, limit: Int, keeping connector: any Connector) {
        self.streamed = streamed
        self.limit = limit
        self.connector = connector
    }

    // MARK: Head

    /// The status code.
    public var status: Int { streamed.head.status }
    /// The reason phrase; empty when there is none.
    public var reason: String { streamed.head.reason }
    /// `HTTP/1.0`, `HTTP/1.1` or `HTTP/2`.
    public var version: String { streamed.head.version.description }
    /// Whether the status is below 400.
    public var ok: Bool { status < 400 }
    /// The method of the request.
    public var method: String { streamed.request.method.rawValue }
    /// The headers, as received.
    public var headers: Headers { streamed.head.headers }
    /// The URL that gave this response, without fragment.
    public var url: FetchURL { streamed.url.withoutFragment() }
    /// The URL that gave this response.
    public var realURL: FetchURL { streamed.url }
    /// The request that this response answers.
    public var requestInfo: RequestHead { streamed.request }
    /// The redirects that led here, oldest first.
    public var history: [HistoryEntry] { streamed.history.map(HistoryEntry.init) }

    /// The media type without parameters; `application/octet-stream` when there is none.
    public var contentType: String {
        headers.first("Content-Type").map { MediaType(parsing: $0).essence } ?? "application/octet-stream"
    }

    /// The charset that the Content-Type names.
    public var charset: String? { headers.charset }

    /// The length of the body that the headers announce.
    public var contentLength: Int? { headers.first("Content-Length").flatMap(Int.init) }

    /// The trailers that followed the body; empty until the body was read to its end.
    public var trailers: Headers { streamed.summary?.trailers ?? [:] }

    /// How long each part of the exchange took, once the body was read to its end.
    public var timings: Timings? { streamed.summary?.timings }

    // MARK: Body

    /// The pieces of the decoded body as they arrive.
    public var content: BodyBytes {
        BodyBytes(streamed) { ClientError.translated($0, at: .body) }
    }

    /// The lines of the text, without their line ends; only `\n` and `\r\n` end a line.
    public var lines: BodyLines { BodyLines(content, headers, .newline) }

    /// Reads the whole body, and keeps it for later calls.
    ///
    /// - Throws: ``ClientError``, also when the body is larger than the session allows.
    public func read() async throws -> Bytes {
        if let known = whole.withLock({ $0 }) { return known }
        do {
            let bytes = try await streamed.collect(limit: limit)
            whole.withLock { $0 = bytes }
            return bytes
        } catch {
            throw ClientError.translated(error, at: .body)
        }
    }

    /// The encoding of the text: that of the Content-Type when it is known, else UTF-8.
    public var encoding: String { headers.textEncoding }

    /// The body as text.
    ///
    /// - Parameters:
    ///   - encoding: The encoding to read it in; ``encoding`` by default.
    ///   - errors: Whether what is not valid is an error, as in aiohttp, or becomes U+FFFD.
    /// - Throws: ``ClientError``; ``TextDecodingError`` for text that is not in its encoding.
    public func text(encoding: String? = nil, errors: Charset.ErrorPolicy = .strict) async throws -> String {
        let charset = Charset.named(encoding ?? self.encoding) ?? .utf8
        return try charset.decode(try await read(), errors: errors)
    }

    /// Which media types ``json(contentType:)`` takes.
    public enum JSONContentType: Sendable, Hashable {
        /// `application/json` and those that end with `+json`.
        case json
        /// Any.
        case any
    }

    /// The body as JSON; ``JSON/null`` when it is empty.
    ///
    /// - Throws: ``ClientError`` of kind `contentType` when the Content-Type is not JSON; ``JSONError`` when the body is
    ///   not.
    public func json(contentType: JSONContentType = .json) async throws -> JSON {
        let body = try await read()
        try check(contentType, body)
        guard !body.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return .null }
        return try JSON(parsing: body)
    }

    /// Decodes the body, which is JSON.
    ///
    /// - Throws: ``ClientError`` of kind `contentType` when the Content-Type is not JSON; `DecodingError`.
    public func json<Value: Decodable>(
        as type: Value.Type = Value.self, contentType: JSONContentType = .json, decoder: JSONDecoder = JSONDecoder()
    ) async throws -> Value {
        let body = try await read()
        try check(contentType, body)
        return try decoder.decode(type, from: body.withUnsafeBytes { Data($0) })
    }

    private func check(_ wanted: JSONContentType, _ body: Bytes) throws {
        guard wanted == .json, !MediaType(parsing: headers.first("Content-Type") ?? "").isJSON else { return }
        var error = ClientError(
            .contentType, "Attempt to decode JSON with unexpected mimetype: \(contentType)", url: url.description)
        error.status = status
        error.headers = headers
        error.body = body
        throw error
    }

    /// Returns this response when its status is below 400. The body can still be read when it is not.
    ///
    /// - Throws: ``ClientError`` of kind `response` for every other status.
    @discardableResult
    public func raiseForStatus() throws -> ClientResponse {
        guard !ok else { return self }
        var error = ClientError(.response, reason.isEmpty ? "status \(status)" : reason, url: url.description)
        error.status = status
        error.headers = headers
        error.body = whole.withLock { $0 }
        throw error
    }

    /// Ends the transfer; what was not read is lost.
    public func close() {
        streamed.close()
    }

    /// Calls `body` with this response, and closes the response afterwards.
    func use<Result>(_ body: (ClientResponse) async throws -> Result) async throws -> Result {
        defer { close() }
        return try await body(self)
    }
}
