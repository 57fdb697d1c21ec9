import HTTPValues

/// The state machine of an HTTP/2 stream: the progress of the request and its response, and what to do next (RFC 9113
/// section 8.1). It knows no channel and no clock; the stream handler reports events and performs the actions.
struct HTTP2StreamState {
    /// An action to perform. Actions are performed in order.
    enum Action: Hashable {
        /// Start the handler.
        case start
        /// Read more of the request.
        case read
        /// Tell the client to send the body.
        case sendContinue
        /// Send the withheld frames.
        case release
        /// Discard what the client still sends, for a while.
        case linger
        /// Tell the client to stop sending.
        case reset
    }

    private enum Inbound {
        /// The head has not arrived.
        case head
        /// The head has arrived. Its handler starts once everything that came with it has been processed.
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
    /// Whether the client withholds the body until it sees `100 Continue`.
    private var awaitsContinue = false
    /// Whether the response is held until the end of the request. Some clients, libcurl 7.88 among them, lose a body
    /// that arrives while they are sending, or hang. Errors are not held, because they stop the client from sending.
    private(set) var isHolding = false

    /// Whether the next header block is the head rather than the trailers.
    var awaitsHead: Bool { inbound == .head }
    /// Whether the client has more to send.
    var awaitsInput: Bool { inbound != .complete }

    // MARK: Requests

    mutating func receivedHead(isHead: Bool, expectsContinue: Bool) {
        inbound = .pending
        self.isHead = isHead
        awaitsContinue = expectsContinue
    }

    /// Handles the end of the request.
    mutating func receivedEnd() -> [Action] {
        let actions: [Action] = (inbound == .pending ? [.start] : []) + (isHolding ? [.release] : [])
        inbound = .complete
        isHolding = false
        return actions
    }

    /// Handles the end of a read, after all data has been reported.
    ///
    /// - Parameter hasRoom: Whether the body has room for more bytes.
    mutating func readCompleted(hasRoom: Bool) -> [Action] {
        var actions: [Action] = []
        if inbound == .pending {
            inbound = .body
            actions.append(.start)
        }
        if awaitsInput, hasRoom || outbound == .finished { actions.append(.read) }
        return actions
    }

    /// Handles a handler's read of the body.
    mutating func bodyIsWanted(hasRoom: Bool) -> [Action] {
        guard awaitsInput, outbound != .finished else { return [] }
        var actions: [Action] = []
        if awaitsContinue, outbound == .awaited { actions.append(.sendContinue) }
        awaitsContinue = false
        if hasRoom { actions.append(.read) }
        return actions
    }

    // MARK: Responses

    /// Decides the framing of the response.
    ///
    /// - Parameter isWhole: Whether the whole body is available.
    mutating func startResponse(status: Int, length: Int?, isWhole: Bool) -> ResponsePlan {
        isHolding = isWhole && awaitsInput && status < 400
        outbound = .started
        return ResponsePlan(isHead: isHead, version: .http2, status: status, length: length, keepsAlive: true)
    }

    /// Handles the end of the response, sent or held.
    mutating func finishResponse() -> [Action] {
        outbound = .finished
        return awaitsInput ? [.read, .linger] : []
    }

    /// Handles a client that is still sending when the linger timeout expires.
    mutating func lingered() -> [Action] {
        guard awaitsInput else { return [] }
        defer { isHolding = false }
        return isHolding ? [.release, .reset] : [.reset]
    }

    // MARK: Timers

    /// The timer that runs while the client should send or read a body.
    ///
    /// - Parameters:
    ///   - hasRoom: Whether a body that is being read has room for more bytes.
    ///   - isWritable: Whether the client is accepting data.
    func timer(hasRoom: Bool, isWritable: Bool) -> ConnectionTimer {
        let awaitsBody = awaitsInput && hasRoom && outbound != .finished
        let awaitsReader = outbound != .finished && !isWritable
        return awaitsBody || awaitsReader ? .body : .none
    }
}
