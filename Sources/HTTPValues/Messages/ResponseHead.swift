/// The status line and headers of a response.
public struct ResponseHead: Sendable {
    /// The HTTP version.
    public var version: HTTPVersion
    /// The status code, from 100 to 999.
    public var status: Int
    /// The reason phrase. Empty if the server sent none, as in HTTP/2.
    public var reason: String
    /// The headers, in the order received.
    public var headers: Headers

    /// Creates a head.
    public init(version: HTTPVersion = .http11, status: Int, reason: String = "", headers: Headers = [:]) {
        self.version = version
        self.status = status
        self.reason = reason
        self.headers = headers
    }

    /// The value of `Content-Length`. Nil if it is missing or malformed, or if there is a `Transfer-Encoding`.
    public var contentLength: Int? {
        guard !headers.contains("Transfer-Encoding") else { return nil }
        return headers.number("Content-Length") ?? headers.first("Content-Length").flatMap(Int.init)
    }
}
