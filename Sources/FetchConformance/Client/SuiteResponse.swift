public import Fetch
package import HTTPValues

/// A response as seen by the suite.
public struct SuiteResponse: Sendable {
    /// The status code.
    public var status: Int
    /// The reason phrase.
    public var reason: String
    /// `HTTP/1.0`, `HTTP/1.1` or `HTTP/2`.
    public var version: String
    /// The headers, as received.
    public var headers: Headers
    /// The body, with its content coding decoded.
    public var body: Bytes
    /// The body as text, decoded in the response's charset, or nil if it cannot be decoded.
    public var text: String?
    /// The URL of the response.
    public var url: String
    /// The redirects that led to this response, oldest first.
    public var history: [SuiteResponse]
    /// The trailers.
    public var trailers: Headers

    /// Creates a response. Omit what a client does not expose.
    public init(
        status: Int, reason: String = "", version: String = "", headers: Headers, body: Bytes, text: String? = nil,
        url: String = "", history: [SuiteResponse] = [], trailers: Headers = [:]
    ) {
        self.status = status
        self.reason = reason
        self.version = version
        self.headers = headers
        self.body = body
        self.text = text
        self.url = url
        self.history = history
        self.trailers = trailers
    }
}

extension SuiteResponse: CustomStringConvertible {
    public var description: String { "\(status) \(reason) with \(body.count) bytes" }
}
