extension ResponseHead: HTTP1Head {
    static var grammar: HTTP1Grammar { .client }

    static func startLineLimit(_ limits: HTTP1Limits) -> (length: Int, overflow: HTTP1Violation.Kind) {
        (limits.startLine, .malformed)
    }

    static func check(beginning: UnsafeRawBufferPointer) throws(HTTP1Violation) {
        let isHTTP = beginning.count < 5 ? "HTTP/".utf8.starts(with: beginning) : beginning.begin(with: "HTTP/")
        guard isHTTP else { throw HTTP1Violation("the answer is not HTTP") }
    }

    init(startLine line: UnsafeRawBufferPointer, _ limits: HTTP1Limits) throws(HTTP1Violation) {
        let versionEnd = line.firstOffset(of: 0x20) ?? line.count
        guard let version = Self.version(line[rebased: 0..<versionEnd]) else {
            throw HTTP1Violation("unknown version on the status line")
        }
        let rest = line[rebased: min(versionEnd + 1, line.count)..<line.count]
        let statusEnd = rest.firstOffset(of: 0x20) ?? rest.count
        guard let status = Self.status(rest[rebased: 0..<statusEnd]) else {
            throw HTTP1Violation("the status is not a number from 100 to 999")
        }
        let reason = rest[rebased: min(statusEnd + 1, rest.count)..<rest.count].trimmingBlanks
        self.init(
            version: version, status: status, reason: UnsafeRawBufferPointer(rebasing: reason).fieldText,
            headers: Headers())
    }

    private static func version(_ bytes: UnsafeRawBufferPointer) -> HTTPVersion? {
        if bytes.spell("HTTP/1.1") { return .http11 }
        if bytes.spell("HTTP/2") { return .http2 }
        if bytes.spell("HTTP/1.0") { return .http10 }
        return bytes.spell("HTTP/3") ? .http3 : nil
    }

    private static func status(_ digits: UnsafeRawBufferPointer) -> Int? {
        guard digits.count == 3, let status = digits.number, status >= 100 else { return nil }
        return status
    }
}

extension ResponseHead {
    /// Parses the status line and headers of a response, without the empty line (RFC 9112 sections 4 and 5), and
    /// validates its length.
    ///
    /// - Throws: ``HTTP1Violation`` if two readers could see different responses.
    package init(parsing block: Bytes) throws(HTTP1Violation) {
        guard !block.isEmpty else { throw HTTP1Violation("empty response head") }
        var end = block.count
        self = try block.withUnsafeBytes { bytes throws(HTTP1Violation) in
            var lines = LineScanner()
            let line = try lines.next(
                in: bytes, from: 0, acceptsBareLF: Self.grammar.acceptsBareLF, limit: .max - 1, overflow: .malformed)
            if let line { end = line.next }
            return try ResponseHead(startLine: bytes[rebased: line?.bounds ?? 0..<bytes.count], .client)
        }
        headers = try FieldSection.headers(in: block, from: end, Self.grammar)
        _ = try headers.statedLength
    }
}
