/// Reads the response to a request from bytes as they arrive, for a client (RFC 9112).
package struct ResponseReader {
    package enum Event {
        /// The head of an interim response. Another head follows (RFC 9110 section 15.2).
        case interim(ResponseHead)
        /// The head of the response. If `keepsAlive`, the connection can carry another request after the body.
        case head(ResponseHead, keepsAlive: Bool)
        /// These bytes of the input are part of the body.
        case body(Range<Int>)
        /// The response is complete.
        case end(trailers: Headers)
        /// The head of a response after which another protocol begins, in the rest of the input.
        case otherProtocol(ResponseHead)
        /// The input is consumed, except for an incomplete head or line.
        case needsMore
    }

    /// The state of the response when the server closes the connection.
    package enum InputEnd: Hashable {
        /// No byte of a response has arrived.
        case unanswered
        /// The response is complete, because its body ends with the connection.
        case complete
        /// A head or a body was in progress.
        case incomplete
    }

    private let method: HTTPMethod
    private var messages: MessageReader<ResponseHead>

    /// - Parameter method: The method of the request, which determines the framing of the response.
    package init(to method: HTTPMethod, limits: HTTP1Limits = .client) {
        self.method = method
        messages = MessageReader(limits: limits)
    }

    /// Returns the next event in `input`, and advances `consumed` past the bytes it used. The unconsumed input must
    /// precede what arrives later.
    package mutating func next(
        _ input: UnsafeRawBufferPointer, consumed: inout Int
    ) throws(HTTP1Violation) -> Event {
        switch try messages.next(input, consumed: &consumed) {
        case .head(let head): return try event(head)
        case .body(let range): return .body(range)
        case .end(let trailers): return .end(trailers: trailers)
        case .needsMore: return .needsMore
        }
    }

    private mutating func event(_ head: ResponseHead) throws(HTTP1Violation) -> Event {
        switch try ResponseFraming(head, to: method) {
        case .interim:
            try messages.expectNextHead()
            return .interim(head)
        case .otherProtocol: return .otherProtocol(head)
        case .body(let framing, let keepsAlive):
            messages.begin(framing)
            return .head(head, keepsAlive: keepsAlive)
        }
    }

    /// The number of body bytes before the next line, so that they can be received directly into their destination.
    /// `Int.max` until the connection closes, 0 if something else is next.
    ///
    /// Valid only when all input has been consumed. Report the bytes with ``received(_:)``.
    package var uninterruptedCount: Int { messages.uninterruptedCount }

    /// Records that this many bytes of the body, at most ``uninterruptedCount``, were received elsewhere.
    package mutating func received(_ count: Int) {
        messages.received(count)
    }

    /// The state of the response if the connection closes now, after all input has been consumed.
    package var inputEnd: InputEnd {
        if messages.isBetweenMessages { return .unanswered }
        return messages.bodyMayEndHere ? .complete : .incomplete
    }
}
