/// Reads a body from bytes as they arrive (RFC 9112 sections 6 and 7.1).
///
/// Chunk lines are parsed strictly on both ends. Any leniency would let two readers see different bodies.
package struct BodyReader {
    package enum Event {
        /// These bytes of the input are part of the body.
        case bytes(Range<Int>)
        /// The body is complete.
        case end(trailers: Headers)
        /// The input is consumed, except for an incomplete line.
        case needsMore
    }

    private enum Phase {
        case length(remaining: Int)
        case untilClose
        case chunkSize
        case chunkData(remaining: Int)
        case chunkEnd
        case trailers
    }

    private let grammar: HTTP1Grammar
    private let limits: HTTP1Limits
    private var phase: Phase
    private var lines = LineScanner()
    private var trailers: FieldSection

    package init(_ framing: BodyFraming, _ grammar: HTTP1Grammar, _ limits: HTTP1Limits) {
        self.grammar = grammar
        self.limits = limits
        trailers = FieldSection(grammar)
        phase =
            switch framing {
            case .none: .length(remaining: 0)
            case .length(let length): .length(remaining: length)
            case .chunked: .chunkSize
            case .untilClose: .untilClose
            }
    }

    /// Returns the next event in `input`, and advances `consumed` past the bytes it used.
    package mutating func next(
        _ input: UnsafeRawBufferPointer, consumed: inout Int
    ) throws(HTTP1Violation) -> Event {
        while true {
            switch phase {
            case .length(remaining: 0): return .end(trailers: Headers())
            case .length, .chunkData, .untilClose: return bytes(input, &consumed)
            case .chunkSize:
                guard let line = try line(input, &consumed, limit: limits.chunkLine) else { return .needsMore }
                let size = try chunkSize(input[rebased: line])
                phase = size == 0 ? .trailers : .chunkData(remaining: size)
            case .chunkEnd:
                guard try line(input, &consumed, limit: 0) != nil else { return .needsMore }
                phase = .chunkSize
            case .trailers:
                guard let trailers = try trailers.next(input, consumed: &consumed, limits) else { return .needsMore }
                phase = .length(remaining: 0)
                return .end(trailers: trailers)
            }
        }
    }

    /// The number of body bytes before the next line, so that they can be received directly into their destination.
    /// `Int.max` until the connection closes, 0 if a line is next.
    ///
    /// Valid only when all input has been consumed. Report the bytes with ``received(_:)``.
    package var uninterruptedCount: Int {
        switch phase {
        case .length(let remaining), .chunkData(let remaining): remaining
        case .untilClose: .max
        case .chunkSize, .chunkEnd, .trailers: 0
        }
    }

    /// Records that this many bytes of the body, at most ``uninterruptedCount``, were received elsewhere.
    package mutating func received(_ count: Int) {
        switch phase {
        case .length(let remaining): phase = .length(remaining: max(0, remaining - count))
        case .chunkData(let remaining):
            phase = count < remaining ? .chunkData(remaining: remaining - count) : .chunkEnd
        case .untilClose, .chunkSize, .chunkEnd, .trailers: break
        }
    }

    /// Whether the body is complete if the connection closes now.
    package var mayEndHere: Bool {
        switch phase {
        case .untilClose, .length(remaining: 0): true
        case .length, .chunkSize, .chunkData, .chunkEnd, .trailers: false
        }
    }

    private mutating func bytes(_ input: UnsafeRawBufferPointer, _ consumed: inout Int) -> Event {
        let count = min(uninterruptedCount, input.count - consumed)
        guard count > 0 else { return .needsMore }
        received(count)
        defer { consumed += count }
        return .bytes(consumed..<consumed + count)
    }

    private mutating func line(
        _ input: UnsafeRawBufferPointer, _ consumed: inout Int, limit: Int
    ) throws(HTTP1Violation) -> Range<Int>? {
        guard
            let line = try lines.next(
                in: input, from: consumed, acceptsBareLF: false, limit: limit, overflow: .malformed)
        else { return nil }
        consumed = line.next
        return line.bounds
    }

    /// Parses the size before a chunk. An extension is validated and ignored (RFC 9112 section 7.1.1).
    private func chunkSize(_ line: UnsafeRawBufferPointer) throws(HTTP1Violation) -> Int {
        var size = 0
        var index = 0
        while index < line.count, let digit = line[index].hexadecimalValue {
            guard size >> (Int.bitWidth - 5) == 0 else { throw HTTP1Violation("chunk size out of range") }
            size = size << 4 | Int(digit)
            index += 1
        }
        guard index > 0 else { throw HTTP1Violation("bad chunk size") }
        if grammar.acceptsBlanksAfterChunkSize {
            while index < line.count, line[index].isBlank { index += 1 }
        }
        guard index == line.count || line[index] == 0x3B else { throw HTTP1Violation("bad chunk size") }
        guard !line[index...].contains(where: \.isFieldControl) else { throw HTTP1Violation("bad chunk extension") }
        return size
    }
}
