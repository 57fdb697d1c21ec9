extension ReceivedRequestHead: HTTP1Head {
    static var grammar: HTTP1Grammar { .server }

    static func startLineLimit(_ limits: HTTP1Limits) -> (length: Int, overflow: HTTP1Violation.Kind) {
        // The limit applies to the target. The rest is for the method and the version.
        (limits.startLine + 40, .targetTooLong)
    }

    static func check(beginning: UnsafeRawBufferPointer) throws(HTTP1Violation) {
        if beginning[0] == 0x16 { throw HTTP1Violation(.tlsHandshake, "a TLS handshake where HTTP was expected") }
    }

    init(startLine line: UnsafeRawBufferPointer, _ limits: HTTP1Limits) throws(HTTP1Violation) {
        guard let first = line.firstIndex(of: 0x20), let last = line.lastIndex(of: 0x20), first < last else {
            throw HTTP1Violation("bad request line")
        }
        guard let method = RequestMethod.name(of: line[rebased: 0..<first]) else {
            throw HTTP1Violation("unknown method")
        }
        let target = line[rebased: first + 1..<last]
        guard target.count <= limits.startLine else { throw HTTP1Violation(.targetTooLong, "the target is too long") }
        guard target.isRequestTarget else { throw HTTP1Violation("bad request target") }
        let version = try Self.version(line[rebased: last + 1..<line.count])
        self.init(method: method, target: String(decoding: target, as: UTF8.self), version: version)
    }

    private static func version(_ bytes: UnsafeRawBufferPointer) throws(HTTP1Violation) -> HTTPVersion {
        guard bytes.count == 8, bytes.begin(with: "HTTP/"), bytes[6] == 0x2E, bytes[5].isASCIIDigit,
            bytes[7].isASCIIDigit
        else { throw HTTP1Violation("bad version") }
        guard bytes[5] == 0x31 else { throw HTTP1Violation(.versionNotSupported, "a version other than HTTP/1") }
        switch bytes[7] {
        case 0x30: return .http10
        case 0x31: return .http11
        default: throw HTTP1Violation("bad version")
        }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether these bytes are a valid request target: visible ASCII without a fragment (RFC 9112 section 3.2).
    var isRequestTarget: Bool {
        !isEmpty && allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x23 }
    }
}
