/// Reads the response to one request out of bytes as they arrive, for a client (RFC 9112).
package struct ResponseReader {
    package enum Event {
        /// The head of an interim response; another head follows (RFC 9110 section 15.2).
        case interim(ResponseHead)
        /// The head of the response. The connection can carry another request behind its body if `keepsAlive`.
        case head(ResponseHead, keepsAlive: Bool)
        /// These bytes of the input are part of the body.
        case body(Range<Int>)
        /// The response is complete.
        case end(trailers: Headers)
        /// The head of a response behind which another protocol begins, in the rest of the input.
        case otherProtocol(ResponseHead)
        /// The input is used up, but for what belongs to an incomplete head or line.
        case needsMore
    }

    /// What it means that the server closed the connection.
    package enum InputEnd: Hashable {
        /// No byte of a response has come.
        case unanswered
        /// The response is complete: its body ends with the connection.
        case complete
        /// A head or a body was under way.
        case incomplete
    }

    private let method: HTTPMethod
    private var messages: MessageReader<ResponseHead>

    /// - Parameter method: That of the request, which the framing of its response depends on.
    package init(to method: HTTPMethod, limits: HTTP1Limits = .client) {
        self.method = method
        messages = MessageReader(limits: limits)
    }

    /// The next event in `input`; `consumed` is moved behind the bytes it used. What is not used must stand in front of
    /// what arrives later.
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

    /// How many bytes of the body come next without a line between them, so that they can be received where they are
    /// wanted; `Int.max` until the connection closes, 0 when something else is next.
    ///
    /// Asked for when all input has been used. ``received(_:)`` tells what came.
    package var uninterruptedCount: Int { messages.uninterruptedCount }

    /// So many bytes of the body, at most ``uninterruptedCount``, were received elsewhere.
    package mutating func received(_ count: Int) {
        messages.received(count)
    }

    /// What it means that the connection is closed, once all input has been used.
    package var inputEnd: InputEnd {
        if messages.isBetweenMessages { return .unanswered }
        return messages.bodyMayEndHere ? .complete : .incomplete
    }
}
