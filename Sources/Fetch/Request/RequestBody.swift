public import FoundationEssentials
public import HTTPValues

/// What a request carries.
///
/// Whether a body can be sent again, for a redirect or a retry, is part of what it is: bytes, JSON, forms, files and
/// collections of chunks can; a sequence that can be read only once cannot.
public struct RequestBody: Sendable {
    indirect enum Content: Sendable {
        case bytes(Bytes)
        case text(String)
        case json(JSON)
        case form(QueryParameters)
        case file(path: String, offset: Int)
        case chunks(BodyChunks, length: Int?)
    }

    let content: Content
    /// The Content-Type to send unless the request has one; nil for what the style sends for such a body.
    public var contentType: String?

    init(_ content: Content, contentType: String? = nil) {
        self.content = content
        self.contentType = contentType
    }

    /// Whether it can be sent from the start again.
    public var isReplayable: Bool {
        if case .chunks(let chunks, _) = content { chunks.isReplayable } else { true }
    }
}

// Here, and not on the type: so `.text("…")` is found where an argument is any convertible.
extension RequestBodyConvertible where Self == RequestBody {
    /// These bytes.
    public static func bytes(_ bytes: some Sequence<UInt8>, contentType: String? = nil) -> RequestBody {
        RequestBody(.bytes(Bytes(chunk: bytes)), contentType: contentType)
    }

    /// This text as UTF-8.
    public static func text(_ text: String, contentType: String? = nil) -> RequestBody {
        RequestBody(.text(text), contentType: contentType)
    }

    /// A JSON body, spelled as the style spells it.
    public static func json(_ value: JSON) -> RequestBody {
        RequestBody(.json(value), contentType: "application/json")
    }

    /// A body that `value` is encoded as. Keys are sorted unless `encoder` does otherwise.
    ///
    /// - Throws: `EncodingError`.
    public static func json(_ value: some Encodable, encoder: JSONEncoder? = nil) throws -> RequestBody {
        let bytes = Bytes(try (encoder ?? JSON.encoder).encode(value))
        return RequestBody(.bytes(bytes), contentType: "application/json")
    }

    /// These fields as `application/x-www-form-urlencoded`.
    public static func form(_ fields: QueryParameters) -> RequestBody {
        RequestBody(.form(fields), contentType: "application/x-www-form-urlencoded")
    }

    /// The content of the file at `path` from `offset` on, read while it is sent.
    public static func file(_ path: String, offset: Int = 0, contentType: String? = nil) -> RequestBody {
        RequestBody(.file(path: path, offset: offset), contentType: contentType)
    }

    /// These chunks; can be sent again. Chunked unless `length`, in bytes, is given.
    public static func chunks(_ chunks: [Bytes], length: Int? = nil, contentType: String? = nil) -> RequestBody {
        .chunks(chunks[...], length: length, contentType: contentType)
    }

    /// These chunks; can be sent again. Chunked unless `length`, in bytes, is given.
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

    /// The chunks of a sequence that is read once. Chunked unless `length`, in bytes, is given.
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

    /// The chunks of an asynchronous sequence that is read once; not for the blocking client. Chunked unless
    /// `length`, in bytes, is given.
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

extension Bytes {
    /// The bytes of a chunk of any type; those of ``Bytes`` are not copied.
    fileprivate init(chunk: some Sequence<UInt8>) {
        self = chunk as? Bytes ?? Bytes(chunk)
    }
}

/// Makes readers of a body that comes in chunks.
struct BodyChunks: Sendable {
    /// One reading of the chunks.
    enum Reader {
        case blocking(() throws -> Bytes?)
        case asynchronous(@Sendable () async throws -> Bytes?)
    }

    let isReplayable: Bool
    let makeReader: @Sendable () -> Reader
}

/// Holds an iterator for the one task that reads a body.
private final class AsyncIteratorBox<Iterator: AsyncIteratorProtocol>: @unchecked Sendable
where Iterator.Element: Sequence<UInt8> & Sendable {
    // Sendable: made for one task, which alone calls `next`.
    private var iterator: Iterator

    init(_ iterator: Iterator) {
        self.iterator = iterator
    }

    func next() async throws -> Bytes? {
        try await iterator.next().map(Bytes.init(chunk:))
    }
}
