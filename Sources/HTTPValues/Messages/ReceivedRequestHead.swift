/// The request line and the headers of a request as a server receives them.
package struct ReceivedRequestHead: Sendable {
    package var method: String
    /// The target as it came (RFC 9112 section 3.2); ``RequestTarget`` has its parts.
    package var target: String
    package var version: HTTPVersion
    package var headers: Headers

    package init(method: String, target: String, version: HTTPVersion, headers: Headers = Headers()) {
        self.method = method
        self.target = target
        self.version = version
        self.headers = headers
    }
}
