import HTTPValues

/// The state machine of an HTTP/1 connection: which half of which message is in progress, and what may happen next
/// (RFC 9112 section 9). It knows no socket and no clock; the connection handler consults it and acts.
struct ConnectionState {
    /// The request that is being received.
    enum Inbound: Hashable {
        /// Nothing of the next request has arrived.
        case idle
        /// Part of a head has arrived.
        case head
        /// The body is arriving. `remaining` is nil if its length is unknown.
        case body(remaining: Int?)
        /// The request is complete and has not been answered.
        case complete
        /// Incoming bytes belong to another protocol.
        case upgraded
    }

    /// The response to the current request.
    enum Outbound: Hashable {
        case none, awaited, started, finished
    }

    /// The step that follows a response.
    enum Next: Hashable {
        /// Continue with the next request, which may have arrived already.
        case nextRequest
        /// Discard the rest of the request body first.
        case discardBody
        /// Close once everything has been written.
        case close
        /// Close, but keep reading for a while: closing a socket with unread input destroys data just sent
        /// (RFC 9112 section 9.6).
        case lingerAndClose
    }

    /// How many bytes of an unread body are discarded to keep a connection.
    let discardLimit: Int

    private(set) var inbound = Inbound.idle
    private(set) var outbound = Outbound.none
    private(set) var isStopping = false
    private(set) var inputIsClosed = false
    private(set) var isClosing = false
    private var version = HTTPVersion.http11
    private var isHead = false
    private var keepsAlive = true
    /// Whether the client withholds the body until it sees `100 Continue`.
    private var awaitsContinue = false
    private var discarded = 0

    init(discardLimit: Int) {
        self.discardLimit = discardLimit
    }

    // MARK: Requests

    /// Whether bytes that have arrived should be parsed now. The next request waits for the response to this one.
    var wantsInput: Bool { !isClosing && awaitsInput }

    /// Whether a request, or the rest of one, should arrive next.
    var awaitsInput: Bool { inbound != .complete && inbound != .upgraded }

    /// Whether incoming body bytes have no reader.
    var isDiscarding: Bool { outbound == .finished }

    mutating func receivedPartOfHead() {
        if inbound == .idle { inbound = .head }
    }

    mutating func receivedHead(_ head: ReceivedRequestHead, _ framing: RequestFraming) {
        version = head.version
        isHead = head.method == "HEAD"
        keepsAlive = framing.keepsAlive && !isStopping
        awaitsContinue = framing.expectsContinue
        outbound = .awaited
        discarded = 0
        inbound = .body(remaining: framing.body.length)
    }

    /// - Returns: Whether to continue; false if discarding more would cost more than a new connection.
    mutating func receivedBody(_ count: Int) -> Bool {
        awaitsContinue = false
        if case .body(let remaining?) = inbound { inbound = .body(remaining: remaining - count) }
        guard isDiscarding else { return true }
        discarded += count
        return discarded <= discardLimit
    }

    /// - Returns: Whether the exchange is over and the next request may begin.
    mutating func receivedEnd() -> Bool {
        guard outbound == .finished else {
            inbound = .complete
            return false
        }
        reset()
        return true
    }

    /// Returns whether `100 Continue` must be sent now that the handler reads the body.
    mutating func bodyIsWanted() -> Bool {
        guard awaitsContinue, outbound == .awaited, !inputIsClosed else { return false }
        awaitsContinue = false
        return true
    }

    // MARK: Responses

    /// Decides the framing of the response, and with it whether the connection is kept.
    mutating func startResponse(status: Int, length: Int?, closes: Bool) -> ResponsePlan {
        if closes || isStopping || isClosing || !restIsWorthReading { keepsAlive = false }
        let plan = ResponsePlan(
            isHead: isHead, version: version, status: status, length: length, keepsAlive: keepsAlive)
        keepsAlive = plan.keepsAlive
        outbound = .started
        return plan
    }

    /// Whether to read the rest of the request body to keep the connection. False for a long body, and for one that the
    /// client may decide not to send.
    private var restIsWorthReading: Bool {
        guard case .body(let remaining) = inbound else { return true }
        return !awaitsContinue && remaining.map { $0 <= discardLimit } ?? true
    }

    /// Leaves HTTP after a complete request (RFC 9110 section 7.8).
    /// - Returns: Whether that is possible.
    mutating func upgrade() -> Bool {
        guard inbound == .complete, outbound == .awaited, version == .http11, !isStopping, !isClosing else {
            return false
        }
        inbound = .upgraded
        outbound = .started
        keepsAlive = false
        return true
    }

    /// - Parameter isComplete: False if the response was cut short. Only closing can tell the client.
    mutating func finishResponse(isComplete: Bool) -> Next {
        guard isComplete else {
            isClosing = true
            return .close
        }
        guard keepsAlive else {
            isClosing = true
            return inbound == .complete ? .close : .lingerAndClose
        }
        guard inbound == .complete else {
            outbound = .finished
            return .discardBody
        }
        reset()
        return .nextRequest
    }

    private mutating func reset() {
        inbound = .idle
        outbound = .none
        isHead = false
        version = .http11
        if isStopping || !keepsAlive { isClosing = true }
    }

    // MARK: Connection

    /// The meaning of the end of the client's input.
    enum InputEnd: Hashable {
        /// No request is in progress.
        case close
        /// The request will never be complete.
        case abort
        /// The client is still waiting for its response.
        case finish
        /// The client has sent the last byte of the other protocol.
        case ended
        /// The connection is being closed anyway.
        case lingered
    }

    mutating func closeInput() -> InputEnd {
        inputIsClosed = true
        guard !isClosing else { return .lingered }
        switch inbound {
        case .complete: return .finish
        case .upgraded: return .ended
        case .idle:
            isClosing = true
            return .close
        case .head, .body:
            isClosing = true
            return .abort
        }
    }

    /// Marks the server as stopping.
    /// - Returns: Whether the connection can be closed at once.
    mutating func stop() -> Bool {
        isStopping = true
        guard inbound == .idle || inbound == .head || outbound == .finished else { return false }
        isClosing = true
        return true
    }

    /// Ends the connection: nothing more is read or sent.
    mutating func fail() {
        isClosing = true
    }

    var timer: ConnectionTimer {
        if isClosing { return .linger }
        switch inbound {
        case .idle: return .idle
        case .head: return .head
        case .body: return .body
        case .complete: return inputIsClosed ? .halfClosed : .none
        case .upgraded: return inputIsClosed ? .halfClosed : .none
        }
    }
}
