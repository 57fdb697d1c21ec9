public import Fetch
public import FoundationEssentials
public import HTTPValues

/// A response whose headers have arrived and whose body is read on demand.
///
/// Reading the body to its end frees the connection for reuse. ``close()`` discards the rest of the body at once, and
/// so does releasing the last reference to the response.
public final class ClientResponse: Sendable {
    let streamed: StreamedResponse
    let limit: Int
    /// Kept alive while the body is read, because a connector that is no longer referenced may close.
    private let connector: (any Connector)?
    private let whole = Locked<Bytes?>(nil)

    init(_ streamed: StreamedResponse, limit: Int, keeping connector: (any Connector)?) {
        self.streamed = streamed
        self.limit = limit
        self.connector = connector
    }

    // MARK: Head

    /// The status code.
    public var status: Int { streamed.head.status }
    /// The reason phrase; empty if there is none.
    public var reason: String { streamed.head.reason }
    /// `HTTP/1.0`, `HTTP/1.1` or `HTTP/2`.
    public var version: String { streamed.head.version.description }
    /// Whether the status is below 400.
    public var ok: Bool { status < 400 }
    /// The method of the request.
    public var method: String { streamed.request.method.rawValue }
    /// The headers, as received.
    public var headers: Headers { streamed.head.headers }
    /// The URL that returned this response, without its fragment.
    public var url: FetchURL { streamed.url.withoutFragment() }
    /// The URL that returned this response.
    public var realURL: FetchURL { streamed.url }
    /// The request that led to this response.
    public var requestInfo: RequestHead { streamed.request }
    /// The redirects that led here, oldest first.
    public var history: [HistoryEntry] { streamed.history.map(HistoryEntry.init) }

    /// The media type without parameters; `application/octet-stream` if there is none.
    public var contentType: String {
        headers.first("Content-Type").map { MediaType(parsing: $0).essence } ?? "application/octet-stream"
    }

    /// The charset of the Content-Type.
    public var charset: String? { headers.charset }

    /// The body length from the Content-Length header.
    public var contentLength: Int? { headers.first("Content-Length").flatMap(Int.init) }

    /// The trailers; empty until the body has been read to its end.
    public var trailers: Headers { streamed.summary?.trailers ?? [:] }

    /// The duration of each part of the exchange, available once the body has been read to its end.
    public var timings: Timings? { streamed.summary?.timings }

    // MARK: Body

    /// The chunks of the decoded body as they arrive.
    public var content: BodyBytes {
        BodyBytes(streamed) { ClientError.translated($0, at: .body) }
    }

    /// The lines of the text, without their line endings. Only `\n` and `\r\n` end a line.
    public var lines: BodyLines { BodyLines(content, headers, .newline) }

    /// Reads the whole body and keeps it for later calls.
    ///
    /// - Throws: ``ClientError``, also if the body is larger than the session allows.
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

    /// The encoding of the text: the charset of the Content-Type if it is known, otherwise UTF-8.
    public var encoding: String { headers.textEncoding }

    /// Reads the body and decodes it as text.
    ///
    /// - Parameters:
    ///   - encoding: The encoding of the text; ``encoding`` by default.
    ///   - errors: Whether invalid bytes are an error, as in aiohttp, or are replaced by U+FFFD.
    /// - Throws: ``ClientError``; `TextDecodingError` for text that is not valid in its encoding.
    public func text(encoding: String? = nil, errors: Charset.ErrorPolicy = .strict) async throws -> String {
        let charset = Charset.named(encoding ?? self.encoding) ?? .utf8
        return try charset.decode(try await read(), errors: errors)
    }

    /// The media types that ``json(contentType:)`` accepts.
    public enum JSONContentType: Sendable, Hashable {
        /// `application/json`, and types that end with `+json`.
        case json
        /// Any media type.
        case any
    }

    /// Reads the body and parses it as JSON. Returns `JSON.null` if the body is empty.
    ///
    /// - Throws: ``ClientError`` of kind `contentType` if the Content-Type is not JSON; `JSONError` if the body is
    ///   not.
    public func json(contentType: JSONContentType = .json) async throws -> JSON {
        let body = try await read()
        try check(contentType, body)
        guard !body.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return .null }
        return try JSON(parsing: body)
    }

    /// Reads the body and decodes it from JSON.
    ///
    /// - Throws: ``ClientError`` of kind `contentType` if the Content-Type is not JSON; `DecodingError`.
    public func json<Value: Decodable>(
        as type: Value.Type = Value.self, contentType: JSONContentType = .json, decoder: JSONDecoder = JSONDecoder()
    ) async throws -> Value {
        let body = try await read()
        try check(contentType, body)
        return try body.decodedJSON(type, by: decoder)
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

    /// Closes the response. Unread data is lost.
    public func close() {
        streamed.close()
    }

    /// Calls `body` with this response, and closes the response afterwards.
    func use<Result>(_ body: (ClientResponse) async throws -> Result) async throws -> Result {
        defer { close() }
        return try await body(self)
    }
}
