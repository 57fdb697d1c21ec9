import Fetch
import HTTPValues

/// The state machine of a transfer: its stage, its pauses and its next timeout. It decides, and performs nothing.
struct TransferState {
    /// The stages of a transfer, in order.
    enum Stage: Sendable {
        /// Not yet submitted to the pool.
        case submitted
        /// Waiting for a place in the pool.
        case waiting
        /// On a carrier, without a connection.
        case connecting
        /// On a connection.
        case exchanging
        /// Ended.
        case ended
    }

    /// The decision about a request that is ready to be sent.
    enum Sending: Sendable {
        /// Send it for the first time.
        case first
        /// Send it again, because the kept-alive connection was dead.
        case again
        /// Do not send it again.
        case refused
    }

    /// The result of checking the time.
    enum Due: Sendable, Equatable {
        /// Nothing is due. Check again at this time.
        case later(MonotonicTime)
        /// A timeout on the peer has expired, unless data has arrived that has not been handled yet.
        case unlessHeldUp
        /// This timeout has expired.
        case passed(FetchError.Phase)
    }

    private(set) var stage = Stage.submitted
    private(set) var pauses = Pauses()
    private(set) var clock: TransferClock
    /// Whether part of the request body has yet to be taken.
    private var isUploading = false
    private var hasHead = false

    init(clock: TransferClock) {
        self.clock = clock
    }

    /// Whether the transfer has a place in the pool.
    var isAdmitted: Bool { stage == .connecting || stage == .exchanging }

    // MARK: Stages

    /// Waits for a place in the pool.
    mutating func wait(now: MonotonicTime) {
        stage = .waiting
        clock.begin(.pool, at: now)
    }

    /// Notes that the transfer has a place in the pool.
    mutating func connect(now: MonotonicTime) {
        stage = .connecting
        clock.begin(.connect, at: now)
    }

    /// Notes that the carrier is set up, and whether it will read the request body in chunks.
    mutating func prepared(uploads: Bool) {
        isUploading = uploads
    }

    /// Handles a connection that is ready. A request that was already sent on a connection is sent again only if it is
    /// idempotent (RFC 9110 section 9.2.2).
    mutating func isReadyToSend(isIdempotent: Bool, now: MonotonicTime) -> Sending {
        let sending: Sending = stage == .connecting ? .first : isIdempotent ? .again : .refused
        guard sending != .refused else { return sending }
        stage = .exchanging
        clock.begin(.read, at: now)
        return sending
    }

    /// Waits for another connection, because the one of the request was dead.
    mutating func reconnect(now: MonotonicTime) {
        stage = .connecting
        clock.begin(.connect, at: now)
    }

    /// Ends the transfer. Returns the stage it was in, or nil if it had already ended.
    mutating func end() -> Stage? {
        guard stage != .ended else { return nil }
        defer { stage = .ended }
        return stage
    }

    // MARK: Request body

    /// Notes that a chunk of the body was taken for sending. After the last one, it is the peer's turn.
    mutating func sent(isLast: Bool, now: MonotonicTime) {
        clock.sent(at: now)
        guard isLast else { return }
        isUploading = false
        clock.received(at: now)
    }

    /// Notes that the body is sent again.
    mutating func rewound() {
        isUploading = true
    }

    /// Pauses sending, because the source of the body has no data.
    mutating func pauseSending() {
        pauses.sending = true
    }

    // MARK: Response

    /// Notes that part of the response arrived.
    mutating func received(now: MonotonicTime) {
        clock.received(at: now)
    }

    /// Notes that the final head arrived. From now on the read timeout applies, even if part of the body is unsent.
    mutating func receivedHead() {
        hasHead = true
    }

    /// Pauses receiving, because the reader is slow.
    mutating func pauseReceiving() {
        pauses.receiving = true
    }

    /// Resumes the directions in `orders`, and restarts their timeouts. Returns false if none was paused.
    mutating func resume(_ orders: EngineItem.Orders, now: MonotonicTime) -> Bool {
        guard isAdmitted else { return false }
        let before = pauses
        if orders.contains(.resumeReceiving), pauses.receiving {
            pauses.receiving = false
            clock.received(at: now)
        }
        if orders.contains(.resumeSending), pauses.sending {
            pauses.sending = false
            clock.sent(at: now)
        }
        return pauses != before
    }

    // MARK: Timeouts

    /// When to check the time next.
    var nextLook: MonotonicTime { next.time }

    /// Returns what is due.
    ///
    /// - Parameter hasCaughtUp: Whether all data that has arrived was handled.
    func due(now: MonotonicTime, hasCaughtUp: Bool) -> Due {
        let next = next
        guard next.time <= now else { return .later(next.time) }
        if !hasCaughtUp, next.phase == .read || next.phase == .write { return .unlessHeldUp }
        return .passed(next.phase)
    }

    private var next: (time: MonotonicTime, phase: FetchError.Phase) {
        clock.nextDeadline(upload: upload, isReceivingPaused: pauses.receiving)
    }

    private var upload: TransferClock.Upload {
        guard isUploading, !hasHead else { return .none }
        return pauses.sending ? .starved : .moving
    }
}
