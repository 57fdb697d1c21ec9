public import HTTPValues

extension Web {
    /// The response returned by a handler.
    ///
    /// The server sets `Content-Length`, `Transfer-Encoding`, `Date` and `Server`; the last two only if ``headers``
    /// does not contain them.
    public struct Response: Sendable {
        /// The body of a response.
        public enum Body: Sendable {
            /// No body; `Content-Length: 0`.
            case empty
            /// The given bytes.
            case bytes(Bytes)
            /// The output of the closure: exactly `length` bytes, if given. Otherwise chunked in HTTP/1.1, and ended by
            /// closing the connection in HTTP/1.0. The closure is not run for HEAD, 204 and 304.
            case stream(length: Int?, @Sendable (any ResponseWriter) async throws -> Void)
        }

        /// The status code, 200...999. Any other value is an error of the handler, and the client gets a 500. An
        /// upgrade gets its 101 from ``Request/upgrade(to:headers:_:)``.
        public var status: Int
        /// The reason phrase; nil for the standard one.
        public var reason: String?
        /// The headers, in order.
        public var headers: Headers
        /// The response body.
        public var body: Body
        /// Whether an HTTP/1 connection is closed after this response.
        public var closesConnection = false
        /// Handles the other protocol on the connection after a 101.
        var upgrade: (@Sendable (UpgradedConnection) async throws -> Void)?

        /// Creates a response.
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

        /// Throws if the status is not a final one: after a 1xx a client waits for the real response (RFC 9110 section
        /// 15.2).
        func checkStatus() throws(HeaderError) {
            guard (200...999).contains(status) else { throw .illegalValue(name: "status") }
        }
    }
}

extension Web.Response {
    /// Creates a response from UTF-8 text, `text/plain; charset=utf-8`.
    public static func text(_ text: String, status: Int = 200, headers: Headers = Headers()) -> Self {
        make(Bytes(text), "text/plain; charset=utf-8", status, headers)
    }

    /// Creates a response from UTF-8 text, `text/html; charset=utf-8`.
    public static func html(_ text: String, status: Int = 200, headers: Headers = Headers()) -> Self {
        make(Bytes(text), "text/html; charset=utf-8", status, headers)
    }

    /// Creates a response from JSON, `application/json; charset=utf-8`. By default it is `{"a": "b"}` with the spaces of
    /// Python's `json.dumps`, as in aiohttp. Values that are `Encodable` are written without them.
    public static func json(
        _ value: JSON, status: Int = 200, format: JSONFormat = .spacedASCII, headers: Headers = Headers()
    ) -> Self {
        make(value.bytes(format), "application/json; charset=utf-8", status, headers)
    }

    /// Creates a response from bytes, `application/octet-stream` by default.
    public static func bytes(
        _ bytes: Bytes, contentType: String = "application/octet-stream", status: Int = 200,
        headers: Headers = Headers()
    ) -> Self {
        make(bytes, contentType, status, headers)
    }

    /// Creates a response without body or Content-Type.
    public static func empty(status: Int = 200, headers: Headers = Headers()) -> Self {
        Self(status: status, headers: headers)
    }

    /// Creates a redirect. Characters that are not allowed in a URL are percent-encoded.
    public static func redirect(to location: String, status: Int = 302) -> Self {
        Self(status: status, headers: ["Location": PercentEncoding.illegalBytes.encode(location)])
    }

    /// Creates a response whose body is sent while it is produced. `length` is its length in bytes, if known in advance.
    ///
    /// ```swift
    /// app.get("/count") { _ in
    ///     .stream(contentType: "text/plain") { writer in
    ///         for number in 0..<10 { try await writer.write("\(number)\n") }
    ///     }
    /// }
    /// ```
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
