import Fetch
import HTTPValues

/// Where a transfer is, what rests, and which time limit is next: it decides, and does nothing itself.
struct TransferState {
    /// The stages of a transfer, in order.
    enum Stage: Sendable {
        /// Not seen by the pool yet.
        case submitted
        /// In line for a place in the pool.
        case waiting
        /// Given to a carrier, without a connection.
        case connecting
        /// On a connection.
        case exchanging
        /// Over.
        case ended
    }

    /// What becomes of a request that is about to be sent.
    enum Sending: Sendable {
        /// It is sent for the first time.
        case first
        /// It is sent again: the kept-alive connection was dead.
        case again
        /// It must not be sent again.
        case refused
    }

    /// What a look at the clock brings.
    enum Due: Sendable, Equatable {
        /// Nothing yet; look again at this time.
        case later(MonotonicTime)
        /// A limit of the peer has passed, unless something has come that nobody has looked at yet.
        case unlessHeldUp
        /// This limit has passed.
        case passed(FetchError.Phase)
    }

    private(set) var stage = Stage.submitted
    private(set) var pauses = Pauses()
    private(set) var clock: TransferClock
    /// Whether some of the request body has yet to be taken.
    private var isUploading = false
    private var hasHead = false

    init(clock: TransferClock) {
        self.clock = clock
    }

    /// Whether the transfer has a place in the pool.
    var isAdmitted: Bool { stage == .connecting || stage == .exchanging }

    // MARK: Stages

    /// There is no place in the pool.
    mutating func wait(now: MonotonicTime) {
        stage = .waiting
        clock.begin(.pool, at: now)
    }

    /// There is a place.
    mutating func connect(now: MonotonicTime) {
        stage = .connecting
        clock.begin(.connect, at: now)
    }

    /// The carrier is set up: whether it will take the request body piece by piece.
    mutating func prepared(uploads: Bool) {
        isUploading = uploads
    }

    /// A connection is ready. A request that some connection has carried before goes only when that can do no harm
    /// (RFC 9110 section 9.2.2).
    mutating func isReadyToSend(isIdempotent: Bool, now: MonotonicTime) -> Sending {
        let sending: Sending = stage == .connecting ? .first : isIdempotent ? .again : .refused
        guard sending != .refused else { return sending }
        stage = .exchanging
        clock.begin(.read, at: now)
        return sending
    }

    /// It is over; nil when it was before, else the stage that it was in.
    mutating func end() -> Stage? {
        guard stage != .ended else { return nil }
        defer { stage = .ended }
        return stage
    }

    // MARK: The request body

    /// Some of the body was taken for sending; after the last of it, it is the peer's turn.
    mutating func sent(isLast: Bool, now: MonotonicTime) {
        clock.sent(at: now)
        guard isLast else { return }
        isUploading = false
        clock.received(at: now)
    }

    /// The body is sent once more.
    mutating func rewound() {
        isUploading = true
    }

    /// The source of the body has nothing now.
    mutating func pauseSending() {
        pauses.sending = true
    }

    // MARK: The response

    /// Something came.
    mutating func received(now: MonotonicTime) {
        clock.received(at: now)
    }

    /// The final head came: whatever is left of the request body, it is for the peer to say no more.
    mutating func receivedHead() {
        hasHead = true
    }

    /// The reader takes no more now.
    mutating func pauseReceiving() {
        pauses.receiving = true
    }

    /// Lets go on what `orders` name; false when none of it rested. Time begins anew for those.
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

    // MARK: Time

    /// When to look at the clock next.
    var nextLook: MonotonicTime { next.time }

    /// What is due.
    ///
    /// - Parameter hasCaughtUp: Whether all that has come so far was looked at.
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
