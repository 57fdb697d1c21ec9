import HTTPValues

/// The life of one HTTP/2 stream as a value: how far the request and its response are, and what to do next (RFC 9113
/// section 8.1). It knows no channel and no clock; the stream handler tells it what happened and does what it says.
struct HTTP2StreamState {
    /// What to do, in the order given.
    enum Action: Hashable {
        /// Start the handler.
        case start
        /// Ask for more of the request.
        case read
        /// Tell the client to send the body.
        case sendContinue
        /// Send what was held back.
        case release
        /// Throw away what the client still sends, for a while.
        case linger
        /// Tell the client that it need not send the rest.
        case reset
    }

    private enum Inbound {
        /// The head has not arrived.
        case head
        /// The head has arrived; its handler starts when all that came with it is here.
        case pending
        /// The handler has started, and the body is arriving.
        case body
        /// The request is complete.
        case complete
    }

    private enum Outbound {
        case awaited, started, finished
    }

    private var inbound = Inbound.head
    private var outbound = Outbound.awaited
    private var isHead = false
    /// Whether the client holds the body back until it sees `100 Continue`.
    private var awaitsContinue = false
    /// Whether the response waits for the end of the request: clients, libcurl 7.88 among them, lose a body that comes
    /// while they send, or hang. An error is not held back; it is what stops them.
    private(set) var isHolding = false

    /// Whether the next block of headers is the head, not the trailers.
    var awaitsHead: Bool { inbound == .head }
    /// Whether the client has more to send.
    var awaitsInput: Bool { inbound != .complete }

    // MARK: Requests

    mutating func receivedHead(isHead: Bool, expectsContinue: Bool) {
        inbound = .pending
        self.isHead = isHead
        awaitsContinue = expectsContinue
    }

    /// The request is complete.
    mutating func receivedEnd() -> [Action] {
        let actions: [Action] = (inbound == .pending ? [.start] : []) + (isHolding ? [.release] : [])
        inbound = .complete
        isHolding = false
        return actions
    }

    /// All that has arrived has been told.
    ///
    /// - Parameter hasRoom: Whether the body takes more bytes.
    mutating func readCompleted(hasRoom: Bool) -> [Action] {
        var actions: [Action] = []
        if inbound == .pending {
            inbound = .body
            actions.append(.start)
        }
        if awaitsInput, hasRoom || outbound == .finished { actions.append(.read) }
        return actions
    }

    /// The handler reads the body.
    mutating func bodyIsWanted(hasRoom: Bool) -> [Action] {
        guard awaitsInput, outbound != .finished else { return [] }
        var actions: [Action] = []
        if awaitsContinue, outbound == .awaited { actions.append(.sendContinue) }
        awaitsContinue = false
        if hasRoom { actions.append(.read) }
        return actions
    }

    // MARK: Responses

    /// Fixes what the response has of a body.
    ///
    /// - Parameter isWhole: Whether all of the body is there already.
    mutating func startResponse(status: Int, length: Int?, isWhole: Bool) -> ResponsePlan {
        isHolding = isWhole && awaitsInput && status < 400
        outbound = .started
        return ResponsePlan(isHead: isHead, version: .http2, status: status, length: length, keepsAlive: true)
    }

    /// The end of the response has been sent or held back.
    mutating func finishResponse() -> [Action] {
        outbound = .finished
        return awaitsInput ? [.read, .linger] : []
    }

    /// The client has sent for too long after the response.
    mutating func lingered() -> [Action] {
        guard awaitsInput else { return [] }
        defer { isHolding = false }
        return isHolding ? [.release, .reset] : [.reset]
    }

    // MARK: Time

    /// Runs while the client should send or take a body.
    ///
    /// - Parameters:
    ///   - hasRoom: Whether a body that somebody reads takes more bytes.
    ///   - isWritable: Whether the client takes what is sent.
    func timer(hasRoom: Bool, isWritable: Bool) -> ConnectionTimer {
        let awaitsBody = awaitsInput && hasRoom && outbound != .finished
        let awaitsReader = outbound != .finished && !isWritable
        return awaitsBody || awaitsReader ? .body : .none
    }
}
