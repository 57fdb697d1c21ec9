public import FoundationEssentials
public import HTTPValues

/// A request body.
///
/// Bytes, JSON, forms, files and collections of chunks can be sent again for a redirect or a retry. A sequence that can
/// be read only once cannot.
public struct RequestBody: Sendable {
    indirect enum Content: Sendable {
        case bytes(Bytes)
        case text(String)
        case json(JSON)
        case form(QueryParameters)
        case file(path: String, offset: Int)
        case chunks(BodyChunks, length: Int?)
        case trailed(RequestBody, by: @Sendable () throws -> Headers)
    }

    let content: Content
    /// The `Content-Type` to send unless the request sets one, or nil for the style's default for this kind of body.
    public var contentType: String?

    init(_ content: Content, contentType: String? = nil) {
        self.content = content
        self.contentType = contentType
    }

    /// Whether the body can be sent again.
    public var isReplayable: Bool {
        switch content {
        case .chunks(let chunks, _): chunks.isReplayable
        case .trailed(let body, _): body.isReplayable
        case .bytes, .text, .json, .form, .file: true
        }
    }

    /// Returns this body with trailers: headers that follow it, for what is known only then, such as a checksum
    /// (RFC 9110 section 6.5). The body is sent in chunks. httpx and aiohttp cannot do this.
    ///
    /// ```swift
    /// let body: RequestBody = .stream(parts).trailers { ["X-Checksum": checksum.value] }
    /// ```
    ///
    /// Only HTTP/1.1 carries them so far; over HTTP/2 the request fails with an error of kind `invalidRequest`. So it
    /// does if a trailer is malformed, or not allowed because it would be needed before the body, such as `Host`
    /// (RFC 9110 section 6.5.1).
    ///
    /// - Parameter make: Called each time the end of the body was read. An error fails the request as one of the body
    ///   does.
    public func trailers(_ make: @escaping @Sendable () throws -> Headers) -> RequestBody {
        RequestBody(.trailed(self, by: make), contentType: contentType)
    }
}

// Declared on the protocol so that `.text("…")` works for arguments of type `some RequestBodyConvertible`.
extension RequestBodyConvertible where Self == RequestBody {
    /// Creates a body from bytes.
    public static func bytes(_ bytes: some Sequence<UInt8>, contentType: String? = nil) -> RequestBody {
        RequestBody(.bytes(Bytes(chunk: bytes)), contentType: contentType)
    }

    /// Creates a body from a string, encoded as UTF-8.
    public static func text(_ text: String, contentType: String? = nil) -> RequestBody {
        RequestBody(.text(text), contentType: contentType)
    }

    /// Creates a JSON body, with the spaces of the original that the style follows: `{"a":"b"}` in HTTPX, `{"a": "b"}` in
    /// AIOHTTP.
    public static func json(_ value: JSON) -> RequestBody {
        RequestBody(.json(value), contentType: "application/json")
    }

    /// Creates a JSON body from a value, as its encoder writes it: by default `{"a":"b"}` with sorted keys, in both styles.
    ///
    /// - Throws: `EncodingError`.
    @_disfavoredOverload
    public static func json(_ value: some Encodable, encoder: JSONEncoder? = nil) throws -> RequestBody {
        let bytes = Bytes(try (encoder ?? JSON.encoder).encode(value))
        return RequestBody(.bytes(bytes), contentType: "application/json")
    }

    /// Creates an `application/x-www-form-urlencoded` body.
    public static func form(_ fields: QueryParameters) -> RequestBody {
        RequestBody(.form(fields), contentType: "application/x-www-form-urlencoded")
    }

    /// Creates a body from the contents of a file, starting at `offset`. The file is read while it is sent.
    public static func file(_ path: String, offset: Int = 0, contentType: String? = nil) -> RequestBody {
        RequestBody(.file(path: path, offset: offset), contentType: contentType)
    }

    /// Creates a body from chunks that can be sent again. Uses chunked coding unless `length`, in bytes, is given.
    public static func chunks(_ chunks: [Bytes], length: Int? = nil, contentType: String? = nil) -> RequestBody {
        .chunks(chunks[...], length: length, contentType: contentType)
    }

    /// Creates a body from chunks that can be sent again. Uses chunked coding unless `length`, in bytes, is given.
    public static func chunks(
        _ chunks: some Collection<some Sequence<UInt8> & Sendable> & Sendable, length: Int? = nil,
        contentType: String? = nil
    ) -> RequestBody {
        let source = BodyChunks(isReplayable: true) {
            var iterator = chunks.makeIterator()
            return .blocking { iterator.next().map(Bytes.init(chunk:)) }
        }
        return RequestBody(.chunks(source, length: length), contentType: contentType)
    }

    /// Creates a body from a sequence that is read once. Uses chunked coding unless `length`, in bytes, is given.
    public static func stream(
        _ sequence: some Sequence<some Sequence<UInt8> & Sendable> & Sendable, length: Int? = nil,
        contentType: String? = nil
    ) -> RequestBody {
        let source = BodyChunks(isReplayable: false) {
            var iterator = sequence.makeIterator()
            return .blocking { iterator.next().map(Bytes.init(chunk:)) }
        }
        return RequestBody(.chunks(source, length: length), contentType: contentType)
    }

    /// Creates a body from an asynchronous sequence that is read once. Uses chunked coding unless `length`, in bytes,
    /// is given. Blocking clients do not support it.
    public static func stream<Source: AsyncSequence & Sendable>(
        _ sequence: Source, length: Int? = nil, contentType: String? = nil
    ) -> RequestBody where Source.Element: Sequence<UInt8> & Sendable {
        let source = BodyChunks(isReplayable: false) {
            let box = AsyncIteratorBox(sequence.makeAsyncIterator())
            return .asynchronous { try await box.next() }
        }
        return RequestBody(.chunks(source, length: length), contentType: contentType)
    }
}

/// A body that is read in chunks.
struct BodyChunks: Sendable {
    /// A function that returns the next chunk, or nil at the end.
    enum Reader {
        case blocking(() throws -> Bytes?)
        case asynchronous(@Sendable () async throws -> Bytes?)
    }

    let isReplayable: Bool
    let makeReader: @Sendable () -> Reader
    /// Makes the trailers, if there are any.
    var trailers: (@Sendable () throws -> Headers)?

    init(isReplayable: Bool, makeReader: @escaping @Sendable () -> Reader) {
        self.isReplayable = isReplayable
        self.makeReader = makeReader
    }
}
