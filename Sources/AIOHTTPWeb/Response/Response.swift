public import HTTPValues

extension Web {
    /// What a handler answers.
    ///
    /// `Content-Length`, `Transfer-Encoding`, `Date` and `Server` are set by the server; `Date` and `Server` only
    /// when ``headers`` has none.
    public struct Response: Sendable {
        /// What follows the head.
        public enum Body: Sendable {
            /// Nothing; `Content-Length: 0`.
            case empty
            /// These bytes.
            case bytes(Bytes)
            /// What the closure writes. With a length, exactly so many bytes; without, chunked in HTTP/1.1 and until
            /// the connection closes in HTTP/1.0. Not run for HEAD, 204 and 304.
            case stream(length: Int?, @Sendable (ResponseWriter) async throws -> Void)
        }

        /// The status code, 200...999.
        public var status: Int
        /// The reason phrase; nil for the one of the registry.
        public var reason: String?
        /// The header fields, in order.
        public var headers: Headers
        /// What follows the head.
        public var body: Body
        /// Whether an HTTP/1 connection is closed after this response.
        public var closesConnection = false

        /// A response.
        public init(status: Int = 200, reason: String? = nil, headers: Headers = Headers(), body: Body = .empty) {
            self.status = status
            self.reason = reason
            self.headers = headers
            self.body = body
        }

        /// The value of `Content-Type`.
        public var contentType: String? {
            get { headers.first("Content-Type") }
            set { headers["Content-Type"] = newValue }
        }
    }
}

extension Web.Response {
    /// UTF-8 text, `text/plain; charset=utf-8`.
    public static func text(_ text: String, status: Int = 200, headers: Headers = Headers()) -> Self {
        make(Bytes(text), "text/plain; charset=utf-8", status, headers)
    }

    /// UTF-8 text, `text/html; charset=utf-8`.
    public static func html(_ text: String, status: Int = 200, headers: Headers = Headers()) -> Self {
        make(Bytes(text), "text/html; charset=utf-8", status, headers)
    }

    /// JSON as aiohttp spells it, `application/json; charset=utf-8`.
    public static func json(
        _ value: JSON, status: Int = 200, format: JSONFormat = .spacedASCII, headers: Headers = Headers()
    ) -> Self {
        make(value.bytes(format), "application/json; charset=utf-8", status, headers)
    }

    /// Bytes, `application/octet-stream` unless said otherwise.
    public static func bytes(
        _ bytes: Bytes, contentType: String = "application/octet-stream", status: Int = 200,
        headers: Headers = Headers()
    ) -> Self {
        make(bytes, contentType, status, headers)
    }

    /// No body and no type.
    public static func empty(status: Int = 200, headers: Headers = Headers()) -> Self {
        Self(status: status, headers: headers)
    }

    /// A redirect; what may not stand in a URL is percent-encoded.
    public static func redirect(to location: String, status: Int = 302) -> Self {
        Self(status: status, headers: ["Location": PercentEncoding.illegalBytes.encode(location)])
    }

    /// A body that is written while it is made.
    ///
    /// ```swift
    /// app.get("/count") { _ in
    ///     .stream(contentType: "text/plain") { writer in
    ///         for number in 0..<10 { try await writer.write("\(number)\n") }
    ///     }
    /// }
    /// ```
    /// - Parameter length: The number of bytes when it is known beforehand.
    public static func stream(
        contentType: String = "application/octet-stream", length: Int? = nil, status: Int = 200,
        headers: Headers = Headers(), _ write: @escaping @Sendable (Web.ResponseWriter) async throws -> Void
    ) -> Self {
        var response = Self(status: status, headers: headers, body: .stream(length: length, write))
        if !headers.contains("Content-Type") { response.headers.prepend("Content-Type", contentType) }
        return response
    }

    private static func make(_ bytes: Bytes, _ contentType: String, _ status: Int, _ headers: Headers) -> Self {
        var headers = headers
        if headers.isEmpty || !headers.contains("Content-Type") { headers.prepend("Content-Type", contentType) }
        return Self(status: status, headers: headers, body: .bytes(bytes))
    }
}

extension Web {
    /// Sends the body of a streamed response.
    public struct ResponseWriter: Sendable {
        let exchange: Exchange

        /// Sends `bytes` and waits while the client is slower than the handler.
        ///
        /// - Throws: ``ResponseError`` when the client has left, or for more bytes than `Content-Length` promised.
        public func write(_ bytes: Bytes) async throws {
            try await exchange.write(bytes)
        }

        /// Sends `text` as UTF-8.
        public func write(_ text: String) async throws {
            try await exchange.write(Bytes(text))
        }

        /// Fields to send behind the body. Only a chunked or HTTP/2 response can carry them (RFC 9110 section 6.5).
        public func setTrailers(_ trailers: Headers) {
            exchange.setTrailers(trailers)
        }
    }

    /// Why a response could not be sent.
    public enum ResponseError: Error, Hashable, CustomStringConvertible {
        /// The client has left.
        case disconnected
        /// The handler wrote more than its `Content-Length`; the bytes up to it were sent.
        case bodyTooLong

        public var description: String {
            switch self {
            case .disconnected: "the client has left before the response was complete"
            case .bodyTooLong: "the response body is longer than its Content-Length"
            }
        }
    }

    /// Thrown by a handler: answers with this status. The body is text such as `404: Not Found`.
    public struct HTTPError: Error, Sendable, CustomStringConvertible {
        /// The status code.
        public var status: Int
        /// The reason phrase; nil for the one of the registry.
        public var reason: String?
        /// Fields of the response.
        public var headers: Headers
        /// The body; nil for status and reason.
        public var text: String?

        /// An error with that status.
        public init(_ status: Int, reason: String? = nil, headers: Headers = Headers(), text: String? = nil) {
            self.status = status
            self.reason = reason
            self.headers = headers
            self.text = text
        }

        /// The response that this error stands for.
        public var response: Response {
            let phrase = reason ?? ReasonPhrase.text(for: status)
            var response = Response.text(text ?? "\(status): \(phrase)", status: status, headers: headers)
            response.reason = reason
            return response
        }

        public var description: String { "\(status) \(reason ?? ReasonPhrase.text(for: status))" }
    }
}

extension Web.HTTPError {
    /// 400
    public static var badRequest: Self { Self(400) }
    /// 401 with a challenge, for example `Basic realm="x"`.
    public static func unauthorized(_ challenge: String) -> Self { Self(401, headers: ["WWW-Authenticate": challenge]) }
    /// 403
    public static var forbidden: Self { Self(403) }
    /// 404
    public static var notFound: Self { Self(404) }
    /// 405 with the methods that are allowed.
    public static func methodNotAllowed(_ allowed: [String]) -> Self {
        Self(405, headers: ["Allow": allowed.joined(separator: ",")])
    }
    /// 413
    public static var contentTooLarge: Self { Self(413) }
    /// 415
    public static var unsupportedMediaType: Self { Self(415) }
}
