public import HTTPValues
import Synchronization

extension Web {
    /// One request.
    public final class Request: Sendable {
        /// The method, `GET`.
        public let method: String
        /// The path as it came, percent-encoded.
        public let rawPath: String
        /// The path, decoded.
        public let path: String
        /// What stands behind the `?`, as it came.
        public let queryString: String
        /// The version of the protocol.
        public let version: HTTPVersion
        /// The header fields, in order.
        public let headers: Headers
        /// What the variable parts of the route matched, decoded.
        public let match: Match
        /// The body as it arrives. ``read()``, ``text()``, ``json()`` and ``form()`` read it whole.
        public let body: RequestBody
        /// The host that the request is for, with its port: of an absolute target, else of `Host`. Empty in HTTP/1.0.
        public let host: String
        /// How many bytes ``read()`` accepts.
        public let clientMaxSize: Int

        /// What the application has stored.
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

        /// The value that `key` names. A middleware sets it for the handlers inside it.
        public subscript<Key: RequestKey>(key: Key.Type) -> Key.Value? {
            get { values.withLock { $0.value(key, as: Key.Value.self) } }
            set { values.withLock { $0.set(newValue, for: key) } }
        }
    }

    /// The values of the variable parts of a route's path.
    public struct Match: Sendable, Hashable {
        var values: [Parameters.Pair] = []

        /// The value of the part with that name.
        public subscript(name: String) -> String? { values.first { $0.name == name }?.value }

        /// Names and values in the order of the path.
        public var pairs: [(String, String)] { values.map { ($0.name, $0.value) } }
    }
}

extension Web.Request {
    /// The decoded query.
    public var query: Web.Parameters { Web.Parameters(urlEncoded: queryString) }

    /// `http` or `https`, as the connection is; no forwarding header is believed.
    public var scheme: String { connection.isSecure ? "https" : "http" }

    /// The address of the peer, without its port. Nil for a Unix socket.
    public var remote: String? { connection.remote }

    /// The full URL, with the path and query as they came.
    public var url: String {
        "\(scheme)://\(host)\(rawPath)" + (queryString.isEmpty ? "" : "?" + queryString)
    }

    /// Whether the client has left, so that no answer will reach it. The handler's task is cancelled then.
    public var isDisconnected: Bool { gone.load(ordering: .relaxed) }

    /// The media type of the body without its parameters, in lower case; `application/octet-stream` when not given.
    public var contentType: String {
        let essence = mediaType.essence
        return essence.isEmpty ? "application/octet-stream" : essence
    }

    /// The value of `Content-Type`, taken apart.
    var mediaType: MediaType { MediaType(parsing: headers.first("Content-Type") ?? "") }

    /// The cookies; of two with one name the last counts.
    public var cookies: [String: String] {
        var cookies: [String: String] = [:]
        for field in headers.all("Cookie") {
            for pair in CookiePair.all(in: field) { cookies[pair.name] = CookieValue.unquoted(pair.value) }
        }
        return cookies
    }

    /// The whole body; asked for again, the same bytes.
    ///
    /// - Throws: ``Web/HTTPError`` 413 for more than ``clientMaxSize`` bytes, ``Web/RequestBodyError``.
    public func read() async throws -> Bytes {
        try await body.collect(limit: clientMaxSize)
    }

    /// The whole body as text in the charset of its `Content-Type`, UTF-8 when it names none. Labels are those of
    /// ``HTTPValues/Charset``.
    ///
    /// - Throws: ``Web/HTTPError`` 415 for an unknown charset, 400 for bytes that are not text in it, 413.
    public func text() async throws -> String {
        let bytes = try await read()
        guard let charset = Charset.named(mediaType.charset ?? "utf-8") else {
            throw Web.HTTPError.unsupportedMediaType
        }
        do {
            return try charset.decode(bytes, errors: .strict)
        } catch {
            throw Web.HTTPError.badRequest
        }
    }

    /// The whole body as JSON, whatever its `Content-Type`.
    ///
    /// - Throws: ``Web/HTTPError`` 400 when it is none, 413.
    public func json() async throws -> JSON {
        let bytes = try await read()
        do {
            return try JSON(parsing: bytes)
        } catch {
            throw Web.HTTPError.badRequest
        }
    }
}
