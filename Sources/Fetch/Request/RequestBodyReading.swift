public import HTTPValues

/// What a client of your own needs to send a body.
extension RequestBody {
    /// The complete body if it is in memory: bytes, text as UTF-8, compact JSON, an encoded form. Nil for files and
    /// chunks, which ``chunks`` reads.
    public var bytes: Bytes? {
        switch content {
        case .bytes(let bytes): bytes
        case .text(let text): Bytes(text)
        case .json(let value): value.bytes(.compact)
        case .form(let fields): Bytes(FormEncoding.encode(fields))
        case .trailed(let body, _): body.bytes
        case .file, .chunks: nil
        }
    }

    /// The length in bytes, or nil if it is not known in advance or a file cannot be read.
    public var length: Int? {
        switch content {
        case .file(let path, let offset): try? Self.lengthOfFile(path, from: offset)
        case .chunks(_, let length): length
        case .trailed(let body, _): body.length
        case .bytes, .text, .json, .form: bytes?.count
        }
    }

    /// The body in chunks. If ``isReplayable``, each iterator starts at the beginning.
    public var chunks: Chunks { Chunks(body: self) }

    /// The chunks of a request body, as an asynchronous sequence.
    public struct Chunks: AsyncSequence, Sendable {
        fileprivate let body: RequestBody

        public func makeAsyncIterator() -> AsyncIterator {
            switch body.content {
            case .bytes, .text, .json, .form: AsyncIterator(rest: .bytes(body.bytes ?? Bytes()))
            case .file(let path, let offset): AsyncIterator(rest: .file(path, offset: offset, length: nil))
            case .chunks(let chunks, _): AsyncIterator(rest: .chunks(chunks.makeReader()))
            case .trailed(let body, _): body.chunks.makeAsyncIterator()
            }
        }

        /// The iterator of the chunks.
        public struct AsyncIterator: AsyncIteratorProtocol {
            fileprivate enum Rest {
                case bytes(Bytes)
                case file(String, offset: Int, length: Int?)
                case chunks(BodyChunks.Reader)
            }

            fileprivate var rest: Rest

            private static let fileChunk = 64 << 10

            /// Returns the next chunk, or nil at the end of the body.
            ///
            /// - Throws: The error of the source; ``FetchError`` if a file cannot be read.
            public mutating func next() async throws -> Bytes? {
                switch rest {
                case .bytes(let bytes):
                    rest = .bytes(Bytes())
                    return bytes.isEmpty ? nil : bytes
                case .file(let path, let offset, let known):
                    let length = try known ?? RequestBody.lengthOfFile(path, from: offset)
                    guard length > 0 else { return nil }
                    let count = Swift.min(length, Self.fileChunk)
                    rest = .file(path, offset: offset + count, length: length - count)
                    return try FilePart.read(path, offset: offset, length: count)
                case .chunks(.blocking(let next)):
                    return try next()
                case .chunks(.asynchronous(let next)):
                    return try await next()
                }
            }
        }
    }
}
