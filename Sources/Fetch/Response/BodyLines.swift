package import HTTPValues

/// Splits a body into lines, decoded with the charset of the response.
package struct TextLines: ~Copyable, Sendable {
    private var decoder: TextDecoder
    private var splitter: LineSplitter

    package init(_ headers: Headers, _ boundaries: LineSplitter.Boundaries) {
        splitter = LineSplitter(boundaries)
        let charset = MediaType(parsing: headers.first("Content-Type") ?? "").charset
        decoder = TextDecoder(charset.flatMap(Charset.named) ?? .utf8)
    }

    package mutating func add(_ bytes: Bytes) -> [String] {
        // A decoder that replaces invalid bytes does not throw.
        splitter.split((try? decoder.decode(bytes)) ?? "")
    }

    package mutating func finish() -> [String] {
        splitter.split((try? decoder.finish()) ?? "") + splitter.finish()
    }
}

/// The lines of a body, as an asynchronous sequence. It can be read only once.
public struct BodyLines: AsyncSequence, Sendable {
    private let bytes: BodyBytes
    private let headers: Headers
    private let boundaries: LineSplitter.Boundaries

    /// Creates a sequence for the lines of `bytes`.
    package init(_ bytes: BodyBytes, _ headers: Headers, _ boundaries: LineSplitter.Boundaries) {
        self.bytes = bytes
        self.headers = headers
        self.boundaries = boundaries
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(bytes: bytes.makeAsyncIterator(), lines: TextLinesBox(headers, boundaries))
    }

    /// The iterator of the lines.
    public struct AsyncIterator: AsyncIteratorProtocol {
        fileprivate var bytes: BodyBytes.AsyncIterator
        fileprivate let lines: TextLinesBox
        fileprivate var ready: ArraySlice<String> = []
        fileprivate var isOver = false

        /// Returns the next line, or nil at the end of the body.
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

/// Lets a copyable iterator hold a noncopyable value.
private final class TextLinesBox {
    var lines: TextLines

    init(_ headers: Headers, _ boundaries: LineSplitter.Boundaries) {
        lines = TextLines(headers, boundaries)
    }
}
