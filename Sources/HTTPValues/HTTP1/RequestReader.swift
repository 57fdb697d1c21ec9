/// Reads the requests on a connection from bytes as they arrive, for a server (RFC 9112).
package struct RequestReader {
    package enum Event {
        /// A head is complete, and its framing is valid.
        case head(ReceivedRequestHead, RequestFraming)
        /// These bytes of the input are part of the body.
        case body(Range<Int>)
        /// The request is complete.
        case end(trailers: Headers)
        /// The input is consumed, except for an incomplete head or line.
        case needsMore
    }

    private var messages: MessageReader<ReceivedRequestHead>

    package init(limits: HTTP1Limits = HTTP1Limits()) {
        messages = MessageReader(limits: limits)
    }

    /// Whether no byte of another request has been consumed or scanned.
    package var isBetweenRequests: Bool { messages.isBetweenMessages }

    /// Returns the next event in `input`, and advances `consumed` past the bytes it used. The unconsumed input must
    /// precede what arrives later.
    package mutating func next(
        _ input: UnsafeRawBufferPointer, consumed: inout Int
    ) throws(HTTP1Violation) -> Event {
        switch try messages.next(input, consumed: &consumed) {
        case .head(let head):
            let framing = try RequestFraming(head)
            messages.begin(framing.body)
            return .head(head, framing)
        case .body(let range): return .body(range)
        case .end(let trailers): return .end(trailers: trailers)
        case .needsMore: return .needsMore
        }
    }
}
