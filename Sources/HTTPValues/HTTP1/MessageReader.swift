/// Reads HTTP/1.1 messages out of bytes as they arrive (RFC 9112): requests for a server, responses for a client.
///
/// After ``Event/head(_:)`` the owner decides what follows, because that depends on more than the head: ``begin(_:)``
/// for a body, ``expectNextHead()`` behind an interim response.
package struct MessageReader<Head: HTTP1Head> {
    package enum Event {
        /// A head is complete. Nothing more is read until the owner has said what follows.
        case head(Head)
        /// These bytes of the input are part of the body.
        case body(Range<Int>)
        /// The message is complete; the next one may follow.
        case end(trailers: Headers)
        /// The input is used up, but for what belongs to an incomplete head or line.
        case needsMore
    }

    /// What it means that the other end sends no more.
    package enum InputEnd: Hashable {
        /// No message had begun.
        case betweenMessages
        /// The message is complete: its body ends with the connection.
        case complete
        /// A head or a body was under way.
        case incomplete
    }

    @usableFromInline
    enum Phase {
        case startLine
        case fields(Head)
        /// The head was read, and what follows is not known yet.
        case undecided
        case body
    }

    package let limits: HTTP1Limits
    @usableFromInline var phase = Phase.startLine
    @usableFromInline var lines = LineScanner()
    @usableFromInline var fields = FieldSection(Head.grammar)
    @usableFromInline var body: BodyReader
    @usableFromInline var skippedLines = 0
    @usableFromInline var interimHeads = 0

    @inlinable
    package init(limits: HTTP1Limits) {
        self.limits = limits
        body = BodyReader(.none, Head.grammar, limits)
    }

    /// Whether no byte of a next message has been used or looked at.
    @inlinable
    package var isBetweenMessages: Bool {
        if case .startLine = phase { lines.searched == 0 && interimHeads == 0 } else { false }
    }

    /// Says how the body of the head that was just read is framed.
    @inlinable
    package mutating func begin(_ framing: BodyFraming) {
        interimHeads = 0
        body = BodyReader(framing, Head.grammar, limits)
        phase = .body
    }

    /// Says that the head that was just read is followed by another one for the same request (RFC 9110 section 15.2).
    @inlinable
    package mutating func expectNextHead() throws(HTTP1Violation) {
        interimHeads += 1
        guard interimHeads <= limits.interimHeads else { throw HTTP1Violation("too many interim responses") }
        phase = .startLine
    }

    /// The next event in `input`; `consumed` is moved behind the bytes it used. A head is used when it is complete, so
    /// that what is left of the input must stand in front of what arrives later.
    @inlinable
    package mutating func next(
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

    /// What the end of the input means, once all of it has been used.
    @inlinable
    package var inputEnd: InputEnd {
        if isBetweenMessages { return .betweenMessages }
        if case .body = phase, body.mayEndHere { return .complete }
        return .incomplete
    }

    @inlinable
    mutating func startLine(
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
