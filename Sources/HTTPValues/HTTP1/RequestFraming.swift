/// What the head of an HTTP/1 request says about its connection and its body, for a server (RFC 9112 sections 3.2, 6 and
/// 9.3, RFC 9110 section 10.1.1).
package struct RequestFraming: Sendable, Hashable {
    package let body: BodyFraming
    /// Whether the client wants to go on using the connection.
    package let keepsAlive: Bool
    /// Whether the client waits for `100 Continue` before it sends the body.
    package let expectsContinue: Bool
    /// The host that the request is for, with its port.
    package let host: String?

    /// Checks the rules that a server must enforce on a head.
    package init(_ head: ReceivedRequestHead) throws(HTTP1Violation) {
        let fields = SingleFields(head.headers)
        if let name = fields.repeated { throw HTTP1Violation("more than one \(name)") }
        body = try Self.body(head, fields)
        host = try Self.host(head, fields)
        let isClosing = fields.hasConnection && head.headers.list("Connection", contains: "close")
        let isKept = head.version == .http11 || head.headers.list("Connection", contains: "keep-alive")
        keepsAlive = isKept && !isClosing
        guard let place = fields.expect, head.version == .http11 else {
            expectsContinue = false
            return
        }
        guard head.headers.value(at: place).equalsIgnoringASCIICase("100-continue") else {
            throw HTTP1Violation(.expectationFailed, "unknown expectation")
        }
        expectsContinue = body != .none
    }

    private static func body(
        _ head: ReceivedRequestHead, _ fields: SingleFields
    ) throws(HTTP1Violation) -> BodyFraming {
        if let place = fields.transferEncoding {
            // Section 6.1: both lengths, or a coding in HTTP/1.0, are marks of request smuggling.
            guard fields.contentLength == nil, head.version == .http11 else {
                throw HTTP1Violation("Transfer-Encoding is not alone")
            }
            try TransferCodings(head.headers.value(at: place)).checkOnlyChunked()
            return .chunked
        }
        guard let place = fields.contentLength else { return .none }
        let text = head.headers.value(at: place)
        guard !text.isEmpty, text.utf8.allSatisfy(\.isASCIIDigit), let length = Int(text) else {
            throw HTTP1Violation("bad Content-Length")
        }
        return length == 0 ? .none : .length(length)
    }

    private static func host(_ head: ReceivedRequestHead, _ fields: SingleFields) throws(HTTP1Violation) -> String? {
        let host = fields.host.map { head.headers.value(at: $0) }
        guard host != nil || head.version == .http10 else { throw HTTP1Violation("no Host") }
        if let host, !host.isHost { throw HTTP1Violation("bad Host") }
        if head.target.utf8.first == 0x2F { return host }
        switch RequestTarget(head.target).form {
        case .origin: return host
        case .absolute(let authority):
            guard !authority.isEmpty, authority.isHost else { throw HTTP1Violation("bad host in the target") }
            return authority
        case .asterisk:
            guard head.method == "OPTIONS" else { throw HTTP1Violation("bad request target") }
            return host
        case .authority:
            // Only CONNECT has it (RFC 9112 section 3.2.3), and this is no proxy.
            guard head.method == "CONNECT" else { throw HTTP1Violation("bad request target") }
            throw HTTP1Violation(.notImplemented, "CONNECT")
        }
    }
}

/// Where the lines are that a request may have once: two of them may be read differently by two programs.
private struct SingleFields {
    var host: Int?
    var expect: Int?
    var contentLength: Int?
    var transferEncoding: Int?
    private var userAgent: Int?
    private var contentType: Int?
    var hasConnection = false
    /// The name of a line that is there more than once.
    var repeated: StaticString?

    init(_ headers: Headers) {
        headers.forEachName { place, name in
            switch name.count {
            case 4 where name.spell("host"): host = first(host, place, "Host")
            case 6 where name.spell("expect"): expect = first(expect, place, "Expect")
            case 10 where name.spell("connection"): hasConnection = true
            case 10 where name.spell("user-agent"): userAgent = first(userAgent, place, "User-Agent")
            case 12 where name.spell("content-type"): contentType = first(contentType, place, "Content-Type")
            case 14 where name.spell("content-length"): contentLength = first(contentLength, place, "Content-Length")
            case 17 where name.spell("transfer-encoding"):
                transferEncoding = first(transferEncoding, place, "Transfer-Encoding")
            default: break
            }
        }
    }

    private mutating func first(_ earlier: Int?, _ place: Int, _ name: StaticString) -> Int {
        if earlier != nil { repeated = name }
        return earlier ?? place
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether these bytes are `name`, which has as many, in any case.
    fileprivate func spell(_ name: StaticString) -> Bool {
        equalsIgnoringASCIICase(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }
}

extension String {
    /// Whether this can be a host with an optional port. Empty is allowed (RFC 9112 section 3.2).
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
