import Glibc

extension ResponseHead {
    /// Reads the status line and the field lines of a response, without the empty line (RFC 9112 sections 4 and 5).
    ///
    /// - Throws: ``HTTP1Violation``, for what could make two readers see two responses.
    package init(parsing block: Bytes) throws(HTTP1Violation) {
        try self.init(parsingUnfolded: block.unfolded)
    }

    /// The same for a head of which it is known that no line begins with a blank.
    package init(parsingUnfolded block: Bytes) throws(HTTP1Violation) {
        self = try block.withUnsafeBytes { buffer throws(HTTP1Violation) in
            try ResponseHead(parsing: HeaderLines(buffer), of: block)
        }
    }

    private init(parsing lines: HeaderLines, of block: Bytes) throws(HTTP1Violation) {
        var lines = lines
        guard let line = lines.next() else { throw Self.violation("empty response head") }
        let versionEnd = line.firstOffset(of: 0x20) ?? line.count
        guard let version = Self.version(line[rebased: 0..<versionEnd]) else {
            throw Self.violation("unknown version on the status line")
        }
        let rest = line[rebased: min(versionEnd + 1, line.count)..<line.count]
        let statusEnd = rest.firstOffset(of: 0x20) ?? rest.count
        guard let status = Self.status(rest[rebased: 0..<statusEnd]) else {
            throw Self.violation("the status is not a number from 100 to 999")
        }
        let reason = rest[rebased: min(statusEnd + 1, rest.count)..<rest.count].rebasedTrimmed.fieldText
        let headers = try Headers(parsing: lines, of: block)
        try Self.checkFraming(headers)
        self.init(version: version, status: status, reason: reason, headers: headers)
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

    /// One length, and only one, or the next response on the connection could be anyone's (RFC 9112 section 6.3).
    private static func checkFraming(_ headers: Headers) throws(HTTP1Violation) {
        if headers.number("Content-Length") != nil { return }
        guard let all = headers["Content-Length"] else { return }
        var length: String?
        for digits in all.listElements {
            guard !digits.isEmpty, digits.utf8.allSatisfy(\.isASCIIDigit) else {
                throw violation("bad Content-Length")
            }
            guard Int(digits) != nil else { throw violation("Content-Length out of range") }
            guard length == nil || length == digits else { throw violation("conflicting Content-Length headers") }
            length = digits
        }
    }

    static func violation(_ what: String) -> HTTP1Violation {
        HTTP1Violation(reason: what)
    }
}

extension Headers {
    /// Reads field lines, or trailer lines, without the empty line (RFC 9112 section 5).
    package init(parsing block: Bytes) throws(HTTP1Violation) {
        let block = block.unfolded
        self = try block.withUnsafeBytes { buffer throws(HTTP1Violation) in
            try Headers(parsing: HeaderLines(buffer), of: block)
        }
    }

    fileprivate init(parsing lines: HeaderLines, of block: Bytes) throws(HTTP1Violation) {
        var places: [ReceivedFields.Place] = []
        places.reserveCapacity(12)
        var lines = lines
        while let line = lines.next() {
            guard let colon = line.firstOffset(of: 0x3A) else {
                throw ResponseHead.violation("a header line without a colon")
            }
            let name = line[rebased: 0..<colon]
            guard name.assumingMemoryBound(to: UInt8.self).isToken else {
                throw ResponseHead.violation("illegal header name")
            }
            let value = line[rebased: colon + 1..<line.count].rebasedTrimmed
            guard !value.contains(where: \.isFieldControl) else {
                throw ResponseHead.violation("control character in header \(name.fieldText)")
            }
            places.append(ReceivedFields.Place(name: lines.bounds(of: name), value: lines.bounds(of: value)))
        }
        self.init(ReceivedFields(places, in: block))
    }
}

/// The lines of a head that has no folded ones.
private struct HeaderLines {
    private let block: UnsafeRawBufferPointer
    private var offset = 0

    init(_ block: UnsafeRawBufferPointer) {
        self.block = block
    }

    /// Where `part`, a part of a line, stands in the block.
    func bounds(of part: UnsafeRawBufferPointer) -> Range<Int> {
        guard let start = part.baseAddress, let base = block.baseAddress else { return 0..<0 }
        return start - base..<start - base + part.count
    }

    mutating func next() -> UnsafeRawBufferPointer? {
        guard offset < block.count else { return nil }
        let rest = block[rebased: offset..<block.count]
        let end = rest.firstOffset(of: 0x0A) ?? rest.count
        offset += end + 1
        let hasReturn = end > 0 && rest[end - 1] == 0x0D
        return rest[rebased: 0..<(hasReturn ? end - 1 : end)]
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes in `bounds`, counted from zero.
    fileprivate subscript(rebased bounds: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[bounds])
    }

    fileprivate func firstOffset(of byte: UInt8) -> Int? {
        guard let base = baseAddress, let found = memchr(base, Int32(byte), count) else { return nil }
        return UnsafeRawPointer(found) - base
    }
}

extension UnsafeRawBufferPointer {
    /// These bytes without the spaces and tabs at both ends.
    fileprivate var rebasedTrimmed: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: trimmingBlanks) }
}

extension Bytes {
    /// The same with each line that begins with a blank put on the one before (RFC 9112 section 5.2).
    fileprivate var unfolded: Bytes {
        let isFolded = withUnsafeBytes { buffer in
            var rest = buffer
            while let end = rest.firstOffset(of: 0x0A), end + 1 < rest.count {
                if rest[end + 1].isBlank { return true }
                rest = rest[rebased: end + 1..<rest.count]
            }
            return false
        }
        return isFolded ? joiningFoldedLines() : self
    }

    private func joiningFoldedLines() -> Bytes {
        var result = ByteBuilder()
        for (index, line) in split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let bytes = slice(line.startIndex..<line.endIndex)
            let text = bytes.last == 0x0D ? bytes.slice(0..<bytes.count - 1) : bytes
            let isContinuation = index > 0 && text.first?.isBlank == true
            if index > 0 { result.append(isContinuation ? " " : "\n") }
            let trimmed = text.trimmingBlanks
            result.append(isContinuation ? text.slice(trimmed.startIndex..<trimmed.endIndex) : text)
        }
        return result.take()
    }
}
