public import HTTPValues

/// A response of a ``MockTransport``.
public struct MockResponse: Sendable {
    /// The source of a body.
    public enum Body: Sendable {
        /// The complete body.
        case bytes(Bytes)
        /// A body in chunks. The inner closure returns the next chunk, or nil at the end. It is called as fast as the
        /// reader takes the chunks. Errors are handled like those of a ``MockTransport/Handler``.
        case pieces(@Sendable () -> @Sendable () async throws -> Bytes?)
    }

    /// The status, 200 to 999.
    public var status: Int
    /// The reason phrase. Defaults to the standard phrase for the status.
    public var reason: String
    /// The HTTP version.
    public var version: HTTPVersion
    /// The headers. `Content-Length` is added if the length is known and not specified.
    public var headers: Headers
    /// The body, in the content coding specified by the headers.
    public var body: Body
    /// The trailers.
    public var trailers: Headers

    /// Creates a response from bytes.
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

    /// Creates a UTF-8 text response. Sets `Content-Type: text/plain; charset=utf-8` unless specified.
    public init(_ status: Int = 200, headers: Headers = [:], text: String) {
        self.init(status, headers: headers.typed("text/plain; charset=utf-8"), bytes: Bytes(text))
    }

    /// Creates a UTF-8 HTML response. Sets `Content-Type: text/html; charset=utf-8` unless specified.
    public init(_ status: Int = 200, headers: Headers = [:], html: String) {
        self.init(status, headers: headers.typed("text/html; charset=utf-8"), bytes: Bytes(html))
    }

    /// Creates a JSON response. Sets `Content-Type: application/json` unless specified.
    public init(_ status: Int = 200, headers: Headers = [:], json: JSON) {
        self.init(status, headers: headers.typed("application/json"), bytes: json.bytes(.compact))
    }

    /// Creates a response with a body from a sequence of chunks, which is iterated each time the response is sent.
    public init<Pieces: AsyncSequence & Sendable>(
        _ status: Int = 200, headers: Headers = [:], pieces: Pieces
    ) where Pieces.Element == Bytes {
        self.init(status, headers: headers)
        body = .pieces {
            let source = AsyncIteratorBox(pieces.makeAsyncIterator())
            return { try await source.next() }
        }
    }

    /// The response head as received by a client.
    package var head: ResponseHead {
        var headers = headers
        if case .bytes(let bytes) = body, !headers.contains("Content-Length"), !headers.contains("Transfer-Encoding"),
            status >= 200, status != 204, status != 304
        {
            headers.add(name: "Content-Length", value: String(bytes.count))
        }
        return ResponseHead(version: version, status: status, reason: reason, headers: headers)
    }
}

extension Headers {
    /// Returns these headers with a `Content-Type` added, unless they have one.
    fileprivate func typed(_ type: String) -> Headers {
        guard !contains("Content-Type") else { return self }
        var copy = self
        copy.add(name: "Content-Type", value: type)
        return copy
    }
}
