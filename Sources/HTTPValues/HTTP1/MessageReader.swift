/// Reads HTTP/1.1 messages from bytes as they arrive (RFC 9112). Shared by ``RequestReader`` and ``ResponseReader``.
///
/// After ``Event/head(_:)`` the owner decides what follows, because that depends on more than the head: ``begin(_:)``
/// for a body, ``expectNextHead()`` after an interim response.
struct MessageReader<Head: HTTP1Head> {
    enum Event {
        /// A head is complete. Reading pauses until the owner has decided what follows.
        case head(Head)
        /// These bytes of the input are part of the body.
        case body(Range<Int>)
        /// The message is complete. Another one may follow.
        case end(trailers: Headers)
        /// The input is consumed, except for an incomplete head or line.
        case needsMore
    }

    private enum Phase {
        case startLine
        case fields(Head)
        /// The head was read, and the owner has not decided yet what follows.
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

    /// Whether no byte of another message has been consumed or scanned.
    var isBetweenMessages: Bool {
        if case .startLine = phase { lines.searched == 0 && interimHeads == 0 } else { false }
    }

    /// Sets the framing of the body after the head that was just read.
    mutating func begin(_ framing: BodyFraming) {
        interimHeads = 0
        body = BodyReader(framing, Head.grammar, limits)
        phase = .body
    }

    /// Expects another head for the same request after the one that was just read (RFC 9110 section 15.2).
    mutating func expectNextHead() throws(HTTP1Violation) {
        interimHeads += 1
        guard interimHeads <= limits.interimHeads else { throw HTTP1Violation("too many interim responses") }
        phase = .startLine
    }

    /// Returns the next event in `input`, and advances `consumed` past the bytes it used. Lines are consumed only when
    /// complete, so the unconsumed input must precede what arrives later.
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

    /// Whether the current body is complete if the connection closes now.
    var bodyMayEndHere: Bool {
        if case .body = phase { body.mayEndHere } else { false }
    }

    /// The ``BodyReader/uninterruptedCount`` of the current body, or 0 if there is none.
    var uninterruptedCount: Int {
        if case .body = phase { body.uninterruptedCount } else { 0 }
    }

    /// Records that this many bytes of the body, at most ``uninterruptedCount``, were received elsewhere.
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
