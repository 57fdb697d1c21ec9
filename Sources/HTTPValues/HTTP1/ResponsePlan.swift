/// How a server frames a response on an HTTP/1 connection, and whether the connection stays open (RFC 9112 section 6).
package struct ResponsePlan: Sendable, Hashable {
    package enum ConnectionField: Sendable, Hashable {
        case none, close, keepAlive
    }

    /// The framing stated in the headers. For HEAD, that of the body that is not sent.
    package let framing: BodyFraming
    /// Whether bytes follow the head. Never true for HEAD (RFC 9110 section 9.3.2).
    package let sendsBody: Bool
    package let keepsAlive: Bool
    package let connectionField: ConnectionField

    /// - Parameters:
    ///   - length: The length of the body, or nil if not known in advance.
    ///   - keepsAlive: Whether the request and the state of the server allow keeping the connection open.
    package init(isHead: Bool, version: HTTPVersion, status: Int, length: Int?, keepsAlive: Bool) {
        if status < 200 || status == 204 || status == 304 {
            framing = .none
        } else if let length {
            framing = .length(length)
        } else if isHead {
            framing = .none
        } else {
            framing = version == .http11 ? .chunked : .untilClose
        }
        sendsBody = framing != .none && !isHead
        self.keepsAlive = keepsAlive && framing != .untilClose
        connectionField =
            if !self.keepsAlive { .close } else if version == .http10 { .keepAlive } else { .none }
    }
}
