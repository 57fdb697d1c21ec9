import HTTPValues

/// How the end of a request body is found.
enum BodyFraming: Sendable, Hashable {
    case none
    case length(Int)
    case chunked
}

/// What the head of an HTTP/1 request says about its connection and its body.
struct RequestFraming: Sendable, Hashable {
    var body = BodyFraming.none
    /// Whether the client wants to go on using the connection (RFC 9112 section 9.3).
    var keepsAlive = true
    /// Whether the client waits for `100 Continue` before it sends the body (RFC 9110 section 10.1.1).
    var expectsContinue = false
    /// The host that the request is for, with its port.
    var host: String?

    /// Checks the rules that a server must enforce on a head (RFC 9112 sections 3.2 and 6, RFC 9110 section 10.1.1).
    init(_ head: RequestHead) throws(Rejection) {
        var fields = Singletons()
        var isClosing = false
        var wantsKeepAlive = false
        for field in head.headers.fields {
            switch field.name.utf8.count {
            case 4 where field.name.equalsIgnoringASCIICase("host"):
                try Self.setOnce(&fields.host, field.value)
            case 6 where field.name.equalsIgnoringASCIICase("expect"):
                try Self.setOnce(&fields.expect, field.value)
            case 10 where field.name.equalsIgnoringASCIICase("connection"):
                for token in field.value.listTokens {
                    isClosing = isClosing || token.equalsIgnoringASCIICase("close")
                    wantsKeepAlive = wantsKeepAlive || token.equalsIgnoringASCIICase("keep-alive")
                }
            case 10 where field.name.equalsIgnoringASCIICase("user-agent"):
                try Self.setOnce(&fields.userAgent, field.value)
            case 12 where field.name.equalsIgnoringASCIICase("content-type"):
                try Self.setOnce(&fields.contentType, field.value)
            case 14 where field.name.equalsIgnoringASCIICase("content-length"):
                try Self.setOnce(&fields.contentLength, field.value)
            case 17 where field.name.equalsIgnoringASCIICase("transfer-encoding"):
                try Self.setOnce(&fields.transferEncoding, field.value)
            default: break
            }
        }
        keepsAlive = head.version == .http11 ? !isClosing : wantsKeepAlive && !isClosing
        body = try Self.body(fields, version: head.version)
        host = try Self.host(fields.host, head)
        if let expect = fields.expect, head.version == .http11 {
            guard expect.equalsIgnoringASCIICase("100-continue") else { throw .expectationFailed }
            expectsContinue = body != .none
        }
    }

    /// Fields that must not be repeated: two of them may be read differently by two programs.
    private struct Singletons {
        var host: String?
        var expect: String?
        var userAgent: String?
        var contentType: String?
        var contentLength: String?
        var transferEncoding: String?
    }

    private static func setOnce(_ slot: inout String?, _ value: String) throws(Rejection) {
        guard slot == nil else { throw .badRequest }
        slot = value
    }

    private static func body(_ fields: Singletons, version: Web.HTTPVersion) throws(Rejection) -> BodyFraming {
        if let coding = fields.transferEncoding {
            // RFC 9112 section 6.1: both lengths, or a coding in HTTP/1.0, are marks of request smuggling.
            guard fields.contentLength == nil, version == .http11 else { throw .badRequest }
            if coding.equalsIgnoringASCIICase("chunked") { return .chunked }
            let codings = coding.listTokens
            let isLastChunked = codings.last?.equalsIgnoringASCIICase("chunked") ?? false
            let isKnown = codings.dropLast().allSatisfy { token in
                ["gzip", "x-gzip", "deflate", "compress", "x-compress"].contains { token.equalsIgnoringASCIICase($0) }
            }
            throw isLastChunked && isKnown && codings.count > 1 ? .notImplemented : .badRequest
        }
        guard let text = fields.contentLength else { return .none }
        guard !text.isEmpty, text.utf8.allSatisfy(\.isASCIIDigit), let length = Int(text) else { throw .badRequest }
        return length == 0 ? .none : .length(length)
    }

    private static func host(_ field: String?, _ head: RequestHead) throws(Rejection) -> String? {
        guard field != nil || head.version == .http10 else { throw .badRequest }
        if let field, !field.isHost { throw .badRequest }
        let target = RequestTarget(head.target)
        switch target.form {
        case .origin: return field
        case .absolute(let authority):
            guard !authority.isEmpty, authority.isHost else { throw .badRequest }
            return authority
        case .asterisk:
            guard head.method == "OPTIONS" else { throw .badRequest }
            return field
        case .authority:
            // Only CONNECT has it (RFC 9112 section 3.2.3), and this is no proxy.
            guard head.method == "CONNECT" else { throw .badRequest }
            throw .notImplemented
        }
    }
}

extension String {
    /// The elements of a comma-separated list, without empty ones (RFC 9110 section 5.6.1).
    var listTokens: [String] {
        guard utf8.contains(0x2C) else { return isEmpty ? [] : [self] }
        return utf8.split(separator: 0x2C).compactMap { part in
            var part = part
            while part.first?.isBlank == true { part.removeFirst() }
            while part.last?.isBlank == true { part.removeLast() }
            return part.isEmpty ? nil : String(Substring(part))
        }
    }

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
