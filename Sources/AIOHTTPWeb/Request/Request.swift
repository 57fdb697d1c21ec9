public import HTTPValues
import Synchronization

extension Web {
    /// A request received by the server.
    public final class Request: Sendable {
        /// The method, such as `GET`.
        public let method: String
        /// The path as received, percent-encoded.
        public let rawPath: String
        /// The path, decoded.
        public let path: String
        /// The query after the `?`, as received.
        public let queryString: String
        /// The HTTP version.
        public let version: HTTPVersion
        /// The headers, in order.
        public let headers: Headers
        /// The decoded values of the variable parts of the route.
        public let match: Match
        /// The body as it arrives. ``read()``, ``text()``, ``json()`` and ``form()`` read it whole.
        public let body: RequestBody
        /// The host and port of the request, from an absolute target or `Host`. Empty if an HTTP/1.0 request has none.
        public let host: String
        /// The maximum number of bytes that ``read()`` accepts.
        public let clientMaxSize: Int

        /// The values stored by the application.
        public let app: AppValues

        let connection: ConnectionInfo
        private let values = Locked(TypedStorage())
        let gone = Atomic(false)

        init(
            _ head: ReceivedRequestHead, _ acceptance: RequestAcceptance, match: Match, body: RequestBody,
            clientMaxSize: Int, connection: ConnectionInfo, app: AppValues
        ) {
            method = head.method
            rawPath = acceptance.target.path
            path = PercentDecoding.decode(acceptance.target.path)
            queryString = acceptance.target.query
            version = head.version
            headers = head.headers
            self.match = match
            self.body = body
            host = acceptance.host ?? ""
            self.clientMaxSize = clientMaxSize
            self.connection = connection
            self.app = app
        }

        /// The value stored for `key`. Set by a middleware for the handlers inside it.
        public subscript<Key: RequestKey>(key: Key.Type) -> Key.Value? {
            get { values.withLock { $0.value(key, as: Key.Value.self) } }
            set { values.withLock { $0.set(newValue, for: key) } }
        }
    }

    /// The values of the variable parts of a route's path.
    public struct Match: Sendable, Hashable {
        var values: [Parameters.Pair] = []

        /// The value of the part called `name`.
        public subscript(name: String) -> String? { values.first { $0.name == name }?.value }

        /// The names and values, in the order of the path.
        public var pairs: [(String, String)] { values.map { ($0.name, $0.value) } }
    }
}

extension Web.Request {
    /// The decoded query.
    public var query: Web.Parameters { Web.Parameters(urlEncoded: queryString) }

    /// `http` or `https`, according to the connection. Forwarding headers are ignored.
    public var scheme: String { connection.isSecure ? "https" : "http" }

    /// The address of the peer, without its port. Nil for a Unix socket.
    public var remote: String? { connection.remote }

    /// The full URL, with the path and query as received.
    public var url: String {
        "\(scheme)://\(host)\(rawPath)" + (queryString.isEmpty ? "" : "?" + queryString)
    }

    /// Whether the client has disconnected and no response can reach it. The handler's task is then cancelled.
    public var isDisconnected: Bool { gone.load(ordering: .relaxed) }

    /// The media type of the body without parameters, in lowercase; `application/octet-stream` if there is none.
    public var contentType: String {
        let essence = mediaType.essence
        return essence.isEmpty ? "application/octet-stream" : essence
    }

    /// The parsed `Content-Type` header.
    var mediaType: MediaType { MediaType(parsing: headers.first("Content-Type") ?? "") }

    /// The cookies. If a name occurs more than once, the last value wins.
    public var cookies: [String: String] {
        var cookies: [String: String] = [:]
        for field in headers.all("Cookie") {
            for pair in CookiePair.all(in: field) { cookies[pair.name] = CookieValue.unquoted(pair.value) }
        }
        return cookies
    }

    /// Reads the whole body. Further calls return the same bytes.
    ///
    /// - Throws: ``Web/HTTPError`` 413 for more than ``clientMaxSize`` bytes, ``Web/RequestBodyError``.
    public func read() async throws -> Bytes {
        try await body.collect(limit: clientMaxSize)
    }

    /// Reads the body as text in the charset of its `Content-Type`, or UTF-8 if there is none. Labels are those of
    /// `Charset` in `HTTPValues`.
    ///
    /// - Throws: ``Web/HTTPError`` 415 for an unknown charset, 400 for bytes that are invalid in it, 413.
    public func text() async throws -> String {
        let bytes = try await read()
        guard let charset = Charset.named(mediaType.charset ?? "utf-8") else {
            throw Web.HTTPError.unsupportedMediaType
        }
        do {
            return try charset.decode(bytes, errors: .strict)
        } catch {
            throw Web.HTTPError.badRequest(error)
        }
    }

    /// Reads the body as JSON, regardless of its `Content-Type`.
    ///
    /// - Throws: ``Web/HTTPError`` 413, or 400 for invalid JSON. Its text tells the client where:
    ///   `400: Invalid JSON at byte 4: expected :`.
    public func json() async throws -> JSON {
        let bytes = try await read()
        do {
            return try JSON(parsing: bytes)
        } catch {
            throw Web.HTTPError.badRequest(error)
        }
    }
}
