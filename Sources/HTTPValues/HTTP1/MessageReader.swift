/// What ``RequestReader`` and ``ResponseReader`` have in common: reads HTTP/1.1 messages out of bytes as they arrive (RFC
/// 9112).
///
/// After ``Event/head(_:)`` the owner decides what follows, because that depends on more than the head: ``begin(_:)``
/// for a body, ``expectNextHead()`` behind an interim response.
struct MessageReader<Head: HTTP1Head> {
    enum Event {
        /// A head is complete. Nothing more is read until the owner has said what follows.
        case head(Head)
        /// These bytes of the input are part of the body.
        case body(Range<Int>)
        /// The message is complete; the next one may follow.
        case end(trailers: Headers)
        /// The input is used up, but for what belongs to an incomplete head or line.
        case needsMore
    }

    private enum Phase {
        case startLine
        case fields(Head)
        /// The head was read, and what follows is not known yet.
        case undecided
        case body
    }

    private let limits: HTTP1Limits
    private var phase = Phase.startLine
    private var lines = LineScanner()
    private var fields = FieldSection(Head.grammar)
    private var body: BodyReader
    private var skippedLines = 0
    private var interimHeads = 0

    init(limits: HTTP1Limits) {
        self.limits = limits
        body = BodyReader(.none, Head.grammar, limits)
    }

    /// Whether no byte of a next message has been used or looked at.
    var isBetweenMessages: Bool {
        if case .startLine = phase { lines.searched == 0 && interimHeads == 0 } else { false }
    }

    /// Says how the body of the head that was just read is framed.
    mutating func begin(_ framing: BodyFraming) {
        interimHeads = 0
        body = BodyReader(framing, Head.grammar, limits)
        phase = .body
    }

    /// Says that the head that was just read is followed by another one for the same request (RFC 9110 section 15.2).
    mutating func expectNextHead() throws(HTTP1Violation) {
        interimHeads += 1
        guard interimHeads <= limits.interimHeads else { throw HTTP1Violation("too many interim responses") }
        phase = .startLine
    }

    /// The next event in `input`; `consumed` is moved behind the bytes it used. A head is used when it is complete, so
    /// that what is left of the input must stand in front of what arrives later.
    mutating func next(
        _ input: UnsafeRawBufferPointer, consumed: inout Int
    ) throws(HTTP1Violation) -> Event {
        if case .startLine = phase {
            guard let head = try startLine(input, &consumed) else { return .needsMore }
            phase = .fields(head)
        }
        switch phase {
        case .startLine, .undecided: return .needsMore
        case .fields(var head):
            guard let headers = try fields.next(input, consumed: &consumed, limits) else { return .needsMore }
            phase = .undecided
            head.headers = headers
            return .head(head)
        case .body:
            switch try body.next(input, consumed: &consumed) {
            case .bytes(let range): return .body(range)
            case .needsMore: return .needsMore
            case .end(let trailers):
                phase = .startLine
                return .end(trailers: trailers)
            }
        }
    }

    /// Whether the body that is being read ends when the connection closes now.
    var bodyMayEndHere: Bool {
        if case .body = phase { body.mayEndHere } else { false }
    }

    /// ``BodyReader/uninterruptedCount`` of the body that is being read; 0 outside of one.
    var uninterruptedCount: Int {
        if case .body = phase { body.uninterruptedCount } else { 0 }
    }

    /// So many bytes of the body, at most ``uninterruptedCount``, were received elsewhere.
    mutating func received(_ count: Int) {
        body.received(count)
    }

    private mutating func startLine(
        _ input: UnsafeRawBufferPointer, _ consumed: inout Int
    ) throws(HTTP1Violation) -> Head? {
        let (limit, overflow) = Head.startLineLimit(limits)
        while consumed < input.count {
            try Head.check(beginning: UnsafeRawBufferPointer(rebasing: input[consumed...]))
            guard
                let line = try lines.next(
                    in: input, from: consumed, acceptsBareLF: Head.grammar.acceptsBareLF, limit: limit,
                    overflow: overflow)
            else { return nil }
            consumed = line.next
            if line.bounds.isEmpty, skippedLines < Head.grammar.skippedEmptyLines {
                skippedLines += 1
                continue
            }
            skippedLines = 0
            return try Head(startLine: UnsafeRawBufferPointer(rebasing: input[line.bounds]), limits)
        }
        return nil
    }
}
