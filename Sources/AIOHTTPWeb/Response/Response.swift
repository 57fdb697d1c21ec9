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
            case stream(length: Int?, @Sendable (any ResponseWriter) async throws -> Void)
        }

        /// The status code, 200...999. Anything else is an error of the handler, and the client gets a 500; an upgrade
        /// has its 101 from ``Request/upgrade(to:headers:_:)``.
        public var status: Int
        /// The reason phrase; nil for the one of the registry.
        public var reason: String?
        /// The header fields, in order.
        public var headers: Headers
        /// What follows the head.
        public var body: Body
        /// Whether an HTTP/1 connection is closed after this response.
        public var closesConnection = false
        /// Speaks another protocol on the connection after a 101.
        var upgrade: (@Sendable (UpgradedConnection) async throws -> Void)?

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

        /// The bytes of a body that is not a stream.
        var bodyBytes: Bytes {
            if case .bytes(let bytes) = body { bytes } else { Bytes() }
        }

        /// Refuses a status that cannot be final: after a 1xx a client waits for the real response (RFC 9110 section
        /// 15.2).
        func checkStatus() throws(HeaderError) {
            guard (200...999).contains(status) else { throw .illegalValue(name: "status") }
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
        headers: Headers = Headers(), _ write: @escaping @Sendable (any Web.ResponseWriter) async throws -> Void
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
