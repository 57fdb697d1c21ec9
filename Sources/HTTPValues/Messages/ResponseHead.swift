/// A response without its body.
public struct ResponseHead: Sendable {
    /// The version of HTTP.
    public var version: HTTPVersion
    /// The status code, 100 to 999.
    public var status: Int
    /// The reason phrase; empty when the server sent none, as in HTTP/2.
    public var reason: String
    /// The fields, in the order received.
    public var headers: Headers

    /// A head.
    public init(version: HTTPVersion, status: Int, reason: String, headers: Headers) {
        self.version = version
        self.status = status
        self.reason = reason
        self.headers = headers
    }

    /// The length of the body that the fields announce, when they announce exactly one.
    public var contentLength: Int? {
        guard !headers.contains("Transfer-Encoding") else { return nil }
        return headers.number("Content-Length") ?? headers.first("Content-Length").flatMap(Int.init)
    }
}
