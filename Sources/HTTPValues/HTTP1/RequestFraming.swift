/// The body framing and connection handling of an HTTP/1 request, for a server (RFC 9112 sections 6 and 9.3).
package struct RequestFraming: Sendable, Hashable {
    /// The results of the rules that apply to every version.
    package let acceptance: RequestAcceptance
    package let body: BodyFraming
    /// Whether the client wants to keep the connection open.
    package let keepsAlive: Bool

    /// The requested host, with its port.
    package var host: String? { acceptance.host }
    /// Whether the client waits for `100 Continue` before sending the body.
    package var expectsContinue: Bool { acceptance.expectsContinue && body != .none }

    /// Checks the rules that a server must enforce on a head.
    package init(_ head: ReceivedRequestHead) throws(HTTP1Violation) {
        let fields = SingleFields(head.headers)
        acceptance = try RequestAcceptance(head, fields)
        body = try Self.body(head, fields, length: acceptance.contentLength)
        let isClosing = fields.hasConnection && head.headers.list("Connection", contains: "close")
        let isKept = head.version == .http11 || head.headers.list("Connection", contains: "keep-alive")
        keepsAlive = isKept && !isClosing
    }

    private static func body(
        _ head: ReceivedRequestHead, _ fields: SingleFields, length: Int?
    ) throws(HTTP1Violation) -> BodyFraming {
        if let place = fields.transferEncoding {
            // Both lengths, or a coding in HTTP/1.0, are signs of request smuggling (section 6.1).
            guard length == nil, head.version == .http11 else {
                throw HTTP1Violation("Transfer-Encoding is not alone")
            }
            let value = head.headers.value(at: place)
            if value.equalsIgnoringASCIICase("chunked") { return .chunked }
            try TransferCodings(value).checkOnlyChunked()
            // A list with empty elements. Others may parse it differently and see a different request.
            throw HTTP1Violation("bad Transfer-Encoding")
        }
        guard let length, length > 0 else { return .none }
        return .length(length)
    }
}
