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
        let headers = head.headers
        for name in ["User-Agent", "Content-Type"] { _ = try headers.place(ofSingle: name) }
        body = try Self.body(headers, version: head.version)
        host = try Self.host(head)
        let isClosing = headers.list("Connection", contains: "close")
        keepsAlive = !isClosing && (head.version == .http11 || headers.list("Connection", contains: "keep-alive"))
        guard let expectation = try headers.single("Expect"), head.version == .http11 else {
            expectsContinue = false
            return
        }
        guard expectation.equalsIgnoringASCIICase("100-continue") else {
            throw HTTP1Violation(.expectationFailed, "unknown expectation")
        }
        expectsContinue = body != .none
    }

    private static func body(_ headers: Headers, version: HTTPVersion) throws(HTTP1Violation) -> BodyFraming {
        let lengthPlace = try headers.place(ofSingle: "Content-Length")
        if let coding = try headers.single("Transfer-Encoding") {
            // Section 6.1: both lengths, or a coding in HTTP/1.0, are marks of request smuggling.
            guard lengthPlace == nil, version == .http11 else { throw HTTP1Violation("Transfer-Encoding is not alone") }
            try TransferCodings(coding).checkOnlyChunked()
            return .chunked
        }
        guard let lengthPlace else { return .none }
        let text = headers.value(at: lengthPlace)
        guard !text.isEmpty, text.utf8.allSatisfy(\.isASCIIDigit), let length = Int(text) else {
            throw HTTP1Violation("bad Content-Length")
        }
        return length == 0 ? .none : .length(length)
    }

    private static func host(_ head: ReceivedRequestHead) throws(HTTP1Violation) -> String? {
        let host = try head.headers.single("Host")
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

extension Headers {
    /// Where the one line of `name` is. Two of them may be read differently by two programs.
    fileprivate func place(ofSingle name: String) throws(HTTP1Violation) -> Int? {
        guard let place = index(of: name) else { return nil }
        guard index(of: name, after: place) == nil else { throw HTTP1Violation("more than one \(name)") }
        return place
    }

    fileprivate func single(_ name: String) throws(HTTP1Violation) -> String? {
        try place(ofSingle: name).map { value(at: $0) }
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
