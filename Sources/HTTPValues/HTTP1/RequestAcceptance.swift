/// The rules that a server enforces on the head of every request in any HTTP version (RFC 9110 section 10.1.1, RFC 9112
/// section 3.2, RFC 9113 section 8.3.1), and their results.
package struct RequestAcceptance: Sendable, Hashable {
    /// The parts of the target.
    package let target: RequestTarget
    /// The requested host, with its port. Nil only in HTTP/1.0.
    package let host: String?
    /// The length of the body announced by the client.
    package let contentLength: Int?
    /// Whether the client asks for `100 Continue` before sending a body.
    package let expectsContinue: Bool

    /// Checks the rules that apply to every version.
    package init(_ head: ReceivedRequestHead) throws(HTTP1Violation) {
        try self.init(head, SingleFields(head.headers))
    }

    init(_ head: ReceivedRequestHead, _ fields: SingleFields) throws(HTTP1Violation) {
        if let name = fields.repeated { throw HTTP1Violation("more than one \(name)") }
        target = RequestTarget(head.target)
        host = try Self.host(head, fields, target)
        contentLength = try Self.contentLength(head.headers, fields)
        guard let place = fields.expect, head.version != .http10 else {
            expectsContinue = false
            return
        }
        guard head.headers.value(at: place).equalsIgnoringASCIICase("100-continue") else {
            throw HTTP1Violation(.expectationFailed, "unknown expectation")
        }
        expectsContinue = true
    }

    private static func contentLength(_ headers: Headers, _ fields: SingleFields) throws(HTTP1Violation) -> Int? {
        guard let place = fields.contentLength else { return nil }
        let text = headers.value(at: place)
        guard !text.isEmpty, text.utf8.allSatisfy(\.isASCIIDigit), let length = Int(text) else {
            throw HTTP1Violation("bad Content-Length")
        }
        return length
    }

    private static func host(
        _ head: ReceivedRequestHead, _ fields: SingleFields, _ target: RequestTarget
    ) throws(HTTP1Violation) -> String? {
        let host = fields.host.map { head.headers.value(at: $0) }
        guard host != nil || head.version == .http10 else { throw HTTP1Violation("no Host") }
        if let host, !host.isHost { throw HTTP1Violation("bad Host") }
        switch target.form {
        case .origin: return host
        case .absolute(let authority):
            // In HTTP/2 the target has no authority; `:authority` is the host.
            guard head.version != .http2, !authority.isEmpty, authority.isHost else {
                throw HTTP1Violation("bad host in the target")
            }
            return authority
        case .asterisk:
            guard head.method == "OPTIONS" else { throw HTTP1Violation("bad request target") }
            return host
        case .authority:
            // Only valid for CONNECT (RFC 9112 section 3.2.3), and this server is not a proxy.
            guard head.method == "CONNECT" else { throw HTTP1Violation("bad request target") }
            throw HTTP1Violation(.notImplemented, "CONNECT")
        }
    }
}

extension ReceivedRequestHead {
    /// Creates a head from a list of fields, as in HTTP/2, with the checks that the HTTP/1.1 reader makes.
    package init(
        method: String, target: String, version: HTTPVersion, headers: Headers, limits: HTTP1Limits
    ) throws(HTTP1Violation) {
        guard let method = method.withUTF8Bytes({ RequestMethod.name(of: UnsafeRawBufferPointer($0)) }) else {
            throw HTTP1Violation("unknown method")
        }
        guard target.utf8.count <= limits.startLine else {
            throw HTTP1Violation(.targetTooLong, "the target is too long")
        }
        guard target.withUTF8Bytes({ UnsafeRawBufferPointer($0).isRequestTarget }) else {
            throw HTTP1Violation("bad request target")
        }
        guard headers.count <= limits.fieldCount else { throw HTTP1Violation(.headTooLarge, "too many headers") }
        var size = 0
        for field in headers.fields {
            guard field.name.isToken, !field.value.utf8.contains(where: \.isFieldControl) else {
                throw HTTP1Violation("bad header line")
            }
            // Counted as an HTTP/1.1 line, including the colon, a space and the line ending.
            let length = field.name.utf8.count + field.value.utf8.count + 2
            size += length + 2
            guard length <= limits.fieldLine, size <= limits.head else {
                throw HTTP1Violation(.headTooLarge, "the headers are too long")
            }
        }
        self.init(method: method, target: target, version: version, headers: headers)
    }
}

extension String {
    /// Whether this is a valid host with an optional port. Empty is allowed (RFC 9112 section 3.2).
    fileprivate var isHost: Bool {
        utf8.allSatisfy { byte in
            switch byte {
            case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
            case 0x2D, 0x2E, 0x5F, 0x7E, 0x3A, 0x5B, 0x5D, 0x25: true
            case 0x21, 0x24, 0x26...0x2C, 0x3B, 0x3D: true
            default: false
            }
        }
    }
}
