/// The request line and headers of a request as received by a server.
package struct ReceivedRequestHead: Sendable {
    package var method: String
    /// The target as received (RFC 9112 section 3.2). ``RequestTarget`` has its parts.
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
