import HTTPValues

/// The request line and the fields of one request.
struct RequestHead: Sendable {
    var method: String
    /// The target as it came (RFC 9112 section 3.2).
    var target: String
    var version: Web.HTTPVersion
    var headers = Headers()
}

extension Web {
    /// A protocol version.
    public struct HTTPVersion: Sendable, Hashable, CustomStringConvertible {
        /// The number before the dot.
        public let major: Int
        /// The number behind the dot.
        public let minor: Int

        /// A version.
        public init(major: Int, minor: Int) {
            self.major = major
            self.minor = minor
        }

        /// HTTP/1.0
        public static let http10 = HTTPVersion(major: 1, minor: 0)
        /// HTTP/1.1
        public static let http11 = HTTPVersion(major: 1, minor: 1)
        /// HTTP/2
        public static let http2 = HTTPVersion(major: 2, minor: 0)

        /// As it stands in a request line: `HTTP/1.1`.
        public var description: String { "HTTP/\(major).\(minor)" }
    }
}

/// A request that is answered with a fixed text before any handler sees it. Nothing of the input is repeated.
struct Rejection: Error, Hashable {
    let status: Int
    let text: String

    static let badRequest = Rejection(status: 400, text: "400: Bad Request")
    static let tlsOnPlainPort = Rejection(status: 400, text: "400: Received HTTPS traffic on an HTTP port")
    static let requestTimeout = Rejection(status: 408, text: "408: Request Timeout")
    static let targetTooLong = Rejection(status: 414, text: "414: URI Too Long")
    static let expectationFailed = Rejection(status: 417, text: "417: Expectation Failed")
    static let headerTooLarge = Rejection(status: 431, text: "431: Request Header Fields Too Large")
    static let notImplemented = Rejection(status: 501, text: "501: Not Implemented")
    static let versionNotSupported = Rejection(status: 505, text: "505: HTTP Version Not Supported")
}
