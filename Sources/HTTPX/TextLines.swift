/// Lines of a body as httpx splits them, read in the charset of the response.
struct TextLines: ~Copyable, Sendable {
    private var decoder: TextDecoder
    private var splitter = LineSplitter(.universal)

    init(_ headers: Headers) {
        let charset = MediaType(parsing: headers.first("Content-Type") ?? "").charset
        decoder = TextDecoder(charset.flatMap(Charset.named) ?? .utf8)
    }

    mutating func add(_ bytes: Bytes) -> [String] {
        // Replacing decoders do not throw.
        splitter.split((try? decoder.decode(bytes)) ?? "")
    }

    mutating func finish() -> [String] {
        splitter.split((try? decoder.finish()) ?? "") + splitter.finish()
    }
}

/// The lines of a body, as an asynchronous sequence. Read once.
public struct BodyLines: AsyncSequence, Sendable {
    private let bytes: BodyBytes
    private let headers: Headers

    init(_ bytes: BodyBytes, _ headers: Headers) {
        self.bytes = bytes
        self.headers = headers
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(bytes: bytes.makeAsyncIterator(), lines: TextLinesBox(headers))
    }

    /// Reads lines.
    public struct AsyncIterator: AsyncIteratorProtocol {
        var bytes: BodyBytes.AsyncIterator
        var lines: TextLinesBox
        var ready: ArraySlice<String> = []
        var isOver = false

        /// The next line; nil at the end of the body.
        public mutating func next() async throws -> String? {
            while ready.isEmpty, !isOver {
                if let piece = try await bytes.next() {
                    ready = lines.lines.add(piece)[...]
                } else {
                    isOver = true
                    ready = lines.lines.finish()[...]
                }
            }
            return ready.popFirst()
        }
    }
}

/// Lets an iterator, which is copied, hold what cannot be copied.
final class TextLinesBox {
    var lines: TextLines

    init(_ headers: Headers) {
        lines = TextLines(headers)
    }
}
