public import HTTPValues

/// What a ``MockTransport`` answers with.
public struct MockResponse: Sendable {
    /// Where the bytes of a body come from.
    public enum Body: Sendable {
        /// All of it at hand.
        case bytes(Bytes)
        /// Piece by piece; the closure is asked as fast as the reader takes the pieces, and gives nil at the end.
        /// What it throws ends the response as what the handler throws does.
        case pieces(@Sendable () -> @Sendable () async throws -> Bytes?)
    }

    /// The status, 100 to 999.
    public var status: Int
    /// The reason phrase; that of the status by default.
    public var reason: String
    /// The version of HTTP.
    public var version: HTTPVersion
    /// The fields. `Content-Length` is added where the length is known and nothing is said of it.
    public var headers: Headers
    /// The body, in the content coding that the fields name.
    public var body: Body
    /// The fields behind the body.
    public var trailers: Headers

    /// A response of bytes.
    public init(
        _ status: Int = 200, headers: Headers = [:], bytes: Bytes = Bytes(), reason: String? = nil,
        version: HTTPVersion = .http11, trailers: Headers = [:]
    ) {
        self.status = status
        self.reason = reason ?? ReasonPhrase.text(for: status)
        self.version = version
        self.headers = headers
        body = .bytes(bytes)
        self.trailers = trailers
    }

    /// A response of text in UTF-8; `Content-Type: text/plain; charset=utf-8` unless the fields say otherwise.
    public init(_ status: Int = 200, headers: Headers = [:], text: String) {
        self.init(status, headers: headers.typed("text/plain; charset=utf-8"), bytes: Bytes(text))
    }

    /// A response of HTML in UTF-8; `Content-Type: text/html; charset=utf-8` unless the fields say otherwise.
    public init(_ status: Int = 200, headers: Headers = [:], html: String) {
        self.init(status, headers: headers.typed("text/html; charset=utf-8"), bytes: Bytes(html))
    }

    /// A response of JSON; `Content-Type: application/json` unless the fields say otherwise.
    public init(_ status: Int = 200, headers: Headers = [:], json: JSON) {
        self.init(status, headers: headers.typed("application/json"), bytes: json.bytes(.compact))
    }

    /// A response whose body comes from `pieces`, read once for each time that the response is given.
    public init<Pieces: AsyncSequence & Sendable>(
        _ status: Int = 200, headers: Headers = [:], pieces: Pieces
    ) where Pieces.Element == Bytes {
        self.init(status, headers: headers)
        body = .pieces {
            let source = PieceSource(pieces)
            return { try await source.next() }
        }
    }

    /// The head as a client receives it.
    var head: ResponseHead {
        var headers = headers
        if case .bytes(let bytes) = body, !headers.contains("Content-Length"), !headers.contains("Transfer-Encoding"),
            status >= 200, status != 204, status != 304
        {
            headers.add("Content-Length", String(bytes.count))
        }
        return ResponseHead(version: version, status: status, reason: reason, headers: headers)
    }
}

/// An iterator that a closure can keep.
private final class PieceSource<Pieces: AsyncSequence & Sendable>: @unchecked Sendable where Pieces.Element == Bytes {
    // Sendable: one transfer asks for one piece after another.
    private var iterator: Pieces.AsyncIterator

    init(_ pieces: Pieces) {
        iterator = pieces.makeAsyncIterator()
    }

    func next() async throws -> Bytes? { try await iterator.next() }
}

extension Headers {
    /// With this type unless they name one.
    fileprivate func typed(_ type: String) -> Headers {
        guard !contains("Content-Type") else { return self }
        var copy = self
        copy.add("Content-Type", type)
        return copy
    }
}
