/// The status line and headers of a response.
public struct ResponseHead: Sendable {
    /// The version of HTTP.
    public var version: HTTPVersion
    /// The status code, from 100 to 999.
    public var status: Int
    /// The reason phrase; empty if the server sent none, as in HTTP/2.
    public var reason: String
    /// The headers in the order received.
    public var headers: Headers

    /// Creates a head.
    public init(version: HTTPVersion, status: Int, reason: String, headers: Headers) {
        self.version = version
        self.status = status
        self.reason = reason
        self.headers = headers
    }

    /// The length of the body according to the headers; nil if they state none or several.
    public var contentLength: Int? {
        guard !headers.contains("Transfer-Encoding") else { return nil }
        return headers.number("Content-Length") ?? headers.first("Content-Length").flatMap(Int.init)
    }
}
