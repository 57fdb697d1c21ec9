/// Determines what follows the head of an HTTP/1 response, for a client (RFC 9112 sections 6.3 and 9.3).
package enum ResponseFraming: Sendable, Hashable {
    /// The head of another response to the same request (RFC 9110 section 15.2).
    case interim
    /// Another protocol: a tunnel after CONNECT, or the protocol that the connection was upgraded to.
    case otherProtocol
    /// A body. If `keepsAlive`, the connection can carry another request afterwards.
    case body(BodyFraming, keepsAlive: Bool)

    /// - Parameter method: The method of the request.
    /// - Throws: ``HTTP1Violation`` if the end of the body is ambiguous.
    package init(_ head: ResponseHead, to method: HTTPMethod) throws(HTTP1Violation) {
        let length = try head.headers.statedLength
        if head.status == 101 {
            self = .otherProtocol
        } else if head.status < 200 {
            self = .interim
        } else if method == .connect, head.status < 300 {
            self = .otherProtocol
        } else {
            let (framing, isDoubtful) = try Self.framing(head, to: method, length)
            let keepsAlive = !isDoubtful && framing != .untilClose && head.keepsAlive
            self = .body(framing, keepsAlive: keepsAlive)
        }
    }

    /// - Returns: The framing, and whether the end of the body cannot be trusted: chunked together with a length or in
    ///   HTTP/1.0 (RFC 9112 section 6.1), or the `identity` coding.
    private static func framing(
        _ head: ResponseHead, to method: HTTPMethod, _ length: Int?
    ) throws(HTTP1Violation) -> (BodyFraming, isDoubtful: Bool) {
        if method == .head || head.status == 204 || head.status == 304 { return (.none, isDoubtful: false) }
        if let codings = head.headers["Transfer-Encoding"] {
            // An obsolete coding from the early years of HTTP/1.1, which changes nothing.
            if codings.equalsIgnoringASCIICase("identity") {
                return (length.map { .length($0) } ?? .untilClose, isDoubtful: true)
            }
            try TransferCodings(codings).checkOnlyChunked()
            return (.chunked, isDoubtful: length != nil || head.version == .http10)
        }
        guard let length else { return (.untilClose, isDoubtful: false) }
        return (.length(length), isDoubtful: false)
    }
}

extension ResponseHead {
    /// Whether the server keeps the connection open.
    fileprivate var keepsAlive: Bool {
        if headers.list("Connection", contains: "close") { return false }
        return version == .http11 || headers.list("Connection", contains: "keep-alive")
    }
}
