import HTTPValues

/// How a response is framed on an HTTP/1 connection, and what that means for the connection (RFC 9112 section 6).
struct ResponsePlan: Hashable {
    enum Framing: Hashable {
        /// No body and no length: 1xx, 204 and 304.
        case none
        /// `Content-Length`.
        case length(Int)
        /// `Transfer-Encoding: chunked`.
        case chunked
        /// The end of the connection ends the body: HTTP/1.0, length unknown.
        case untilClose
        /// The answer to HEAD for a body whose length is not known.
        case unknown
    }

    enum ConnectionField: Hashable {
        case none, close, keepAlive
    }

    let framing: Framing
    /// Whether bytes follow the head. The answer to HEAD never has any (RFC 9110 section 9.3.2).
    let sendsBody: Bool
    let keepsAlive: Bool
    let connectionField: ConnectionField

    /// - Parameters:
    ///   - length: The length of the body, or nil when it is not known beforehand.
    ///   - keepsAlive: What the request and the state of the server allow.
    init(isHead: Bool, version: Web.HTTPVersion, status: Int, length: Int?, keepsAlive: Bool) {
        if status < 200 || status == 204 || status == 304 {
            framing = .none
        } else if let length {
            framing = .length(length)
        } else if isHead {
            framing = .unknown
        } else {
            framing = version == .http11 ? .chunked : .untilClose
        }
        switch framing {
        case .none, .unknown: sendsBody = false
        case .length, .chunked, .untilClose: sendsBody = !isHead
        }
        self.keepsAlive = keepsAlive && framing != .untilClose
        connectionField =
            if !self.keepsAlive { .close } else if version == .http10 { .keepAlive } else { .none }
    }
}
