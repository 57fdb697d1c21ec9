public import HTTPValues

extension Web {
    /// An error that a handler throws to respond with a status. The default body is text such as `404: Not Found`.
    public struct HTTPError: Error, Sendable, CustomStringConvertible {
        /// The status code.
        public var status: Int
        /// The reason phrase; nil for the standard one.
        public var reason: String?
        /// The headers of the response.
        public var headers: Headers
        /// The body; nil for the status and reason.
        public var text: String?

        /// Creates an error.
        public init(_ status: Int, reason: String? = nil, headers: Headers = Headers(), text: String? = nil) {
            self.status = status
            self.reason = reason
            self.headers = headers
            self.text = text
        }

        /// The response for this error.
        public var response: Response {
            let phrase = reason ?? ReasonPhrase.text(for: status)
            var response = Response.text(text ?? "\(status): \(phrase)", status: status, headers: headers)
            response.reason = reason
            return response
        }

        public var description: String { "\(status) \(reason ?? ReasonPhrase.text(for: status))" }
    }
}

extension Web.HTTPError {
    /// 400
    public static var badRequest: Self { Self(400) }
    /// 401 with a challenge, for example `Basic realm="x"`.
    public static func unauthorized(_ challenge: String) -> Self { Self(401, headers: ["WWW-Authenticate": challenge]) }
    /// 403
    public static var forbidden: Self { Self(403) }
    /// 404
    public static var notFound: Self { Self(404) }
    /// 405 with the allowed methods.
    public static func methodNotAllowed(_ allowed: [String]) -> Self {
        Self(405, headers: ["Allow": allowed.joined(separator: ",")])
    }
    /// 413
    public static var contentTooLarge: Self { Self(413) }
    /// 415
    public static var unsupportedMediaType: Self { Self(415) }

    /// 400 with a reason, which must not reveal anything about the server.
    static func badRequest(_ reason: some CustomStringConvertible) -> Self { Self(400, text: "400: \(reason)") }
}
