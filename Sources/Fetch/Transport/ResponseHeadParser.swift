extension ResponseHead {
    /// Reads the status line and the field lines of a response, without the empty line (RFC 9112 sections 4 and 5).
    ///
    /// - Throws: ``FetchError`` of kind `protocolViolation`, for what could make two readers see two responses.
    public init(parsing block: Bytes) throws(FetchError) {
        var lines = HeaderLines(block)
        guard let statusLine = lines.next() else { throw Self.violation("empty response head") }
        let parts = statusLine.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
        let version = String(decoding: parts[0], as: UTF8.self)
        guard Self.versions.contains(version) else { throw Self.violation("unknown version on the status line") }
        guard parts.count > 1, let status = Self.status(parts[1]) else {
            throw Self.violation("the status is not a number from 100 to 999")
        }
        let reason = parts.count > 2 ? Headers.text(of: parts[2].trimmingBlanks) : ""
        let headers = try Headers(parsing: lines)
        try Self.checkFraming(headers)
        self.init(version: version, status: status, reason: reason, headers: headers)
    }

    private static let versions: Set<String> = ["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/3"]

    private static func status(_ digits: Bytes) -> Int? {
        guard digits.count == 3, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        let status = digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        return status >= 100 ? status : nil
    }

    /// One length, and only one, or the next response on the connection could be anyone's (RFC 9112 section 6.3).
    private static func checkFraming(_ headers: Headers) throws(FetchError) {
        var length: String?
        for value in headers.all("Content-Length") {
            for item in value.split(separator: ",", omittingEmptySubsequences: false) {
                let digits = String(item).trimmingBlanks
                guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
                    throw violation("bad Content-Length")
                }
                guard Int(digits) != nil else { throw violation("Content-Length out of range") }
                guard length == nil || length == digits else { throw violation("conflicting Content-Length headers") }
                length = digits
            }
        }
    }

    static func violation(_ what: String) -> FetchError {
        FetchError(.protocolViolation, "The server broke HTTP: \(what)")
    }
}

extension Headers {
    /// Reads field lines, or trailer lines, without the empty line (RFC 9112 section 5).
    public init(parsing block: Bytes) throws(FetchError) {
        try self.init(parsing: HeaderLines(block))
    }

    fileprivate init(parsing lines: HeaderLines) throws(FetchError) {
        self.init()
        var lines = lines
        while let line = lines.next() {
            guard let colon = line.firstIndex(of: 0x3A) else {
                throw ResponseHead.violation("a header line without a colon")
            }
            let name = String(decoding: line[0..<colon], as: UTF8.self)
            guard name.isToken else { throw ResponseHead.violation("illegal header name") }
            let value = line.slice(colon + 1..<line.count).trimmingBlanks
            guard value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 }) else {
                throw ResponseHead.violation("control character in header \(name)")
            }
            add(name, Self.text(of: value))
        }
    }

    /// UTF-8, or ISO-8859-1 when it is not.
    fileprivate static func text(of bytes: Bytes) -> String {
        bytes.withUnsafeBytes { buffer in
            if let text = String(validating: buffer, as: UTF8.self) { return text }
            return String(String.UnicodeScalarView(buffer.map { Unicode.Scalar($0) }))
        }
    }
}

/// The lines of a head; a line that begins with a blank belongs to the one before (RFC 9112 section 5.2).
private struct HeaderLines {
    private let block: Bytes
    private var offset = 0

    init(_ block: Bytes) {
        self.block = block
    }

    mutating func next() -> Bytes? {
        guard var line = physicalLine() else { return nil }
        while offset < block.count, block[offset].isBlank, let folded = physicalLine() {
            var joined = ByteBuilder()
            joined.append(line)
            joined.append(" ")
            joined.append(folded.trimmingBlanks)
            line = joined.take()
        }
        return line
    }

    private mutating func physicalLine() -> Bytes? {
        guard offset < block.count else { return nil }
        let start = offset
        let end = block[start...].firstIndex(of: 0x0A) ?? block.count
        offset = min(end + 1, block.count)
        let hasReturn = end > start && block[end - 1] == 0x0D
        return block.slice(start..<(hasReturn ? end - 1 : end))
    }
}

extension Bytes {
    /// These bytes without spaces and tabs at the ends.
    package var trimmingBlanks: Bytes {
        var lower = 0
        var upper = count
        while lower < upper, self[lower].isBlank { lower += 1 }
        while upper > lower, self[upper - 1].isBlank { upper -= 1 }
        return slice(lower..<upper)
    }

    fileprivate func split(separator: UInt8, maxSplits: Int, omittingEmptySubsequences: Bool) -> [Bytes] {
        var parts: [Bytes] = []
        var start = 0
        for index in 0..<count where self[index] == separator && parts.count < maxSplits {
            parts.append(slice(start..<index))
            start = index + 1
        }
        parts.append(slice(start..<count))
        return parts
    }
}

extension String {
    /// This text without spaces and tabs at the ends.
    package var trimmingBlanks: String {
        guard utf8.first?.isBlank == true || utf8.last?.isBlank == true else { return self }
        return Bytes(self).trimmingBlanks.utf8Text
    }
}
