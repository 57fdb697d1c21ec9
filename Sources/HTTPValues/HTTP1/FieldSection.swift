/// Reads header or trailer lines up to the empty line that ends them (RFC 9112 section 5).
///
/// The lines stay in the input until the last one arrives; then they are copied at once. Each line is validated as soon
/// as it is complete.
package struct FieldSection {
    private let grammar: HTTP1Grammar
    private var lines = LineScanner()
    /// The offset of the next line from the first.
    private var position = 0
    private var count = 0
    private var places: [ReceivedFields.Place] = []
    private var isFolded = false

    package init(_ grammar: HTTP1Grammar) {
        self.grammar = grammar
    }

    /// Returns the fields once the empty line has arrived, and then advances `consumed` past it. Until then, `consumed`
    /// does not change.
    package mutating func next(
        _ input: UnsafeRawBufferPointer, consumed: inout Int, _ limits: HTTP1Limits
    ) throws(HTTP1Violation) -> Headers? {
        let start = consumed
        let section = input[rebased: start..<input.count]
        while let line = try lines.next(
            in: section, from: position, acceptsBareLF: grammar.acceptsBareLF, limit: limits.fieldLine,
            overflow: .headTooLarge)
        {
            guard line.next <= limits.head else { throw HTTP1Violation(.headTooLarge, "the headers are too long") }
            guard !line.bounds.isEmpty else {
                consumed = start + line.next
                return try take(section[rebased: 0..<line.bounds.lowerBound])
            }
            guard count < limits.fieldCount else { throw HTTP1Violation(.headTooLarge, "too many headers") }
            try add(line, of: section)
        }
        return nil
    }

    private mutating func add(
        _ line: LineScanner.Line, of section: UnsafeRawBufferPointer
    ) throws(HTTP1Violation) {
        if section[line.bounds.lowerBound].isBlank {
            guard grammar.unfoldsLines, position > 0 else { throw HTTP1Violation("a folded header line") }
            isFolded = true
        } else {
            if places.isEmpty { places.reserveCapacity(12) }
            places.append(try ReceivedFields.Place(of: line.bounds, in: section))
        }
        count += 1
        position = line.next
    }

    private mutating func take(_ section: UnsafeRawBufferPointer) throws(HTTP1Violation) -> Headers {
        let taken = self
        self = FieldSection(grammar)
        return try taken.headers(in: Bytes(copying: section))
    }

    private func headers(in block: Bytes) throws(HTTP1Violation) -> Headers {
        if isFolded { return try Headers(parsing: block.unfolded, grammar) }
        return places.isEmpty ? Headers() : Headers(ReceivedFields(places, in: block))
    }
}

extension FieldSection {
    /// Parses a complete section from `start` in `block`, without the empty line. The last line may lack its ending.
    static func headers(
        in block: Bytes, from start: Int, _ grammar: HTTP1Grammar
    ) throws(HTTP1Violation) -> Headers {
        let block = block.slice(start..<block.count)
        let section = try block.withUnsafeBytes { bytes throws(HTTP1Violation) in
            var section = FieldSection(grammar)
            while section.position < bytes.count {
                let found = try section.lines.next(
                    in: bytes, from: section.position, acceptsBareLF: grammar.acceptsBareLF, limit: .max - 1,
                    overflow: .headTooLarge)
                let line = found ?? LineScanner.Line(bounds: section.position..<bytes.count, next: bytes.count)
                guard !line.bounds.isEmpty else { throw HTTP1Violation("an empty header line") }
                try section.add(line, of: bytes)
            }
            return section
        }
        return try section.headers(in: block)
    }
}

extension Headers {
    /// Parses header, trailer or part lines, without the empty line (RFC 9112 section 5).
    package init(parsing block: Bytes, _ grammar: HTTP1Grammar = .client) throws(HTTP1Violation) {
        self = try FieldSection.headers(in: block, from: 0, grammar)
    }
}

extension ReceivedFields.Place {
    /// Validates the line in `bounds` of `section`: a token immediately followed by a colon, and a value without
    /// control characters. Blanks around the value are not part of it.
    fileprivate init(of bounds: Range<Int>, in section: UnsafeRawBufferPointer) throws(HTTP1Violation) {
        let line = section[rebased: bounds]
        var colon = 0
        while colon < line.count, line[colon].isTokenByte { colon += 1 }
        guard colon > 0, colon < line.count, line[colon] == 0x3A else {
            throw HTTP1Violation(line.contains(0x3A) ? "illegal header name" : "a header line without a colon")
        }
        var lower = colon + 1
        var upper = line.count
        while lower < upper, line[lower].isBlank { lower += 1 }
        while upper > lower, line[upper - 1].isBlank { upper -= 1 }
        guard !line[rebased: lower..<upper].hasFieldControl else {
            throw HTTP1Violation("control character in header \(line[rebased: 0..<colon].fieldText)")
        }
        let start = bounds.lowerBound
        self.init(name: start..<start + colon, value: start + lower..<start + upper)
    }
}

extension Bytes {
    /// These lines, with each line that begins with a blank joined to the previous one (RFC 9112 section 5.2).
    fileprivate var unfolded: Bytes {
        var result = ByteBuilder()
        for (index, line) in split(separator: 0x0A, omittingEmptySubsequences: true).enumerated() {
            let bytes = slice(line.startIndex..<line.endIndex)
            let text = bytes.last == 0x0D ? bytes.slice(0..<bytes.count - 1) : bytes
            let isContinuation = index > 0 && text.first?.isBlank == true
            if index > 0 { result.append(isContinuation ? " " : "\r\n") }
            let trimmed = text.trimmingBlanks
            result.append(isContinuation ? text.slice(trimmed.startIndex..<trimmed.endIndex) : text)
        }
        return result.take()
    }
}
