import HTTPValues

/// A fixed response to a request that never reaches a handler. It repeats nothing of the input.
struct Rejection: Error, Hashable {
    let status: Int
    let text: String

    static let requestTimeout = Rejection(status: 408, text: "408: Request Timeout")
}

extension Rejection {
    /// Creates the response to a request that violates HTTP or a limit.
    init(_ violation: HTTP1Violation) {
        switch violation.kind {
        case .malformed: self.init(status: 400, text: "400: Bad Request")
        case .tlsHandshake: self.init(status: 400, text: "400: Received HTTPS traffic on an HTTP port")
        case .targetTooLong: self.init(status: 414, text: "414: URI Too Long")
        case .expectationFailed: self.init(status: 417, text: "417: Expectation Failed")
        case .headTooLarge: self.init(status: 431, text: "431: Request Header Fields Too Large")
        case .notImplemented: self.init(status: 501, text: "501: Not Implemented")
        case .versionNotSupported: self.init(status: 505, text: "505: HTTP Version Not Supported")
        }
    }
}
