import Fetch
import HTTPValues

/// A transfer that a pool has not ended yet: its state, its place in the pool, and what carries it.
///
/// It passes on to the pool what it is asked from outside and to its reader what its carrier tells; the pool decides
/// when it begins and how it ends. All access happens with the engine's lock held, except for giving orders.
final class LiveTransfer: EngineItem, TransferControl, @unchecked Sendable {
    // Sendable: see EngineItem; everything mutable here belongs to the engine's lock.
    // Unchecked exclusivity: see EngineCore.
    typealias Origin = AdmissionQueue<LiveTransfer>.Origin

    let request: WireRequest
    let transfer: Transfer
    private let engine: Engine
    private let pool: ConnectionPool
    @exclusivity(unchecked) private(set) var state: TransferState
    @exclusivity(unchecked) var place: Place

    /// Where the pool has a transfer.
    struct Place {
        /// What keeps the pool open while the transfer is under way.
        var keeper: AnyObject?
        /// What the pool counts it under, once it is there.
        var origin: Origin?
        /// Where the pool has it in its list.
        var index = -1
        /// What carries it.
        var carrier: (any ExchangeCarrier)?
        /// How it ended, until its reader is told.
        var outcome: Result<TransferSummary, FetchError>?
    }

    /// A transfer that is not submitted yet.
    ///
    /// - Parameter keeper: Is kept until the transfer has ended.
    init(_ request: WireRequest, _ transfer: Transfer, pool: ConnectionPool, keeper: AnyObject, engine: Engine) {
        self.request = request
        self.transfer = transfer
        self.pool = pool
        self.engine = engine
        state = TransferState(clock: TransferClock(timeouts: request.timeouts, deadline: request.deadline))
        place = Place(keeper: keeper)
    }

    /// Whether a thread works for this transfer while it waits for it. One that also has to produce the body may be
    /// away for long, so it leaves the work to the loop thread.
    var isDrivenByThread: Bool { transfer.isBlocking && transfer.upload == nil }

    // MARK: Orders from any thread

    func resumeDownload() { engine.order(self, .resumeReceiving) }
    func resumeUpload() { engine.order(self, .resumeSending) }
    func cancel() { engine.order(self, .cancel) }

    override func carryOut(_ orders: Orders) {
        if orders.contains(.cancel) {
            pool.end(self, .failure(.cancelled))
            return
        }
        if orders.contains(.start) { pool.submit(self) }
        if state.resume(orders, now: engine.core.now) {
            place.carrier?.apply(state.pauses)
            updateTimer()
        }
    }

    // MARK: Told by the pool

    /// There is no place in the pool yet.
    func waitForPlace() {
        state.wait(now: engine.core.now)
        report(.queued)
        updateTimer()
    }

    /// There is a place; a carrier takes over.
    func connect() {
        state.connect(now: engine.core.now)
        report(.admitted)
    }

    /// Notes that it is over; nil when it was before, else the stage that it was in.
    func end(_ outcome: Result<TransferSummary, FetchError>) -> TransferState.Stage? {
        guard let stage = state.end() else { return nil }
        engine.core.cancelTimer(of: self)
        place.carrier?.leave()
        place.carrier = nil
        place.outcome = outcome.mapError { $0.about(request.url.description) }
        engine.core.hasNews(self)
        return stage
    }

    override func takeNews() -> (any News)? {
        defer { place.outcome = nil }
        let news = ReaderNews(transfer: transfer, outcome: place.outcome)
        guard let events = request.events else { return news }
        return ListenerNews(events: events, reader: news)
    }

    // MARK: Told by the carrier

    /// The carrier is set up, and will ask for the body piece by piece or not.
    func prepared(uploads: Bool) {
        state.prepared(uploads: uploads)
        updateTimer()
    }

    /// A connection is ready for the request.
    func isReadyToSend() -> TransferState.Sending {
        let sending = state.isReadyToSend(isIdempotent: request.method.isIdempotent, now: engine.core.now)
        updateTimer()
        return sending
    }

    /// Some of the request body was taken.
    func sent(isLast: Bool) {
        state.sent(isLast: isLast, now: engine.core.now)
        if isLast { updateTimer() }
    }

    /// The request body is sent once more.
    func rewound() { state.rewound() }

    /// The source of the request body has nothing now.
    func pauseSending() { state.pauseSending() }

    /// Something of a head came.
    func receivedLine() { state.received(now: engine.core.now) }

    /// The final head came.
    func received(_ head: ResponseHead) {
        state.receivedHead()
        transfer.take(head)
        if transfer.mode == .stream { engine.core.hasNews(self) }
        updateTimer()
    }

    /// Something of the body came. What the reader refuses is to be offered again when it is told to go on.
    func received(_ bytes: UnsafeRawBufferPointer) -> Transfer.Flow {
        let flow = transfer.take(bytes)
        switch flow {
        case .proceed:
            if transfer.mode == .stream { engine.core.hasNews(self) }
            state.received(now: engine.core.now)
            report(.bodyReceived(bytes.count))
        case .pause:
            state.pauseReceiving()
        case .stop:
            break
        }
        return flow
    }

    // MARK: Events

    /// Tells the listener, if there is one, once the lock is free.
    func report(_ kind: @autoclosure () -> TransferEvent.Kind) {
        guard request.events != nil else { return }
        report(kind(), at: engine.core.now)
    }

    /// Tells the listener, if there is one, once the lock is free.
    func report(_ kind: TransferEvent.Kind, at time: MonotonicTime) {
        guard let events = request.events else { return }
        events.add(kind, at: time)
        engine.core.hasNews(self)
    }

    // MARK: Time

    /// Sees to it that the engine looks at this transfer in time. A limit that moved back needs nothing: the timer
    /// is early then, finds nothing due, and is set again.
    func updateTimer() {
        let time = state.nextLook
        if time < timerDeadline { engine.core.schedule(self, at: time) }
    }

    override func timerFired(now: MonotonicTime) {
        var due = state.due(now: now, hasCaughtUp: false)
        if due == .unlessHeldUp {
            // A thread that reads its own response looks at the network only while it waits, and the loop may have
            // been held up. What came meanwhile was not late.
            engine.core.catchUp()
            pool.catchUp(now: now)
            guard state.stage == .exchanging else { return }
            due = state.due(now: now, hasCaughtUp: true)
        }
        switch due {
        case .later(let time): engine.core.schedule(self, at: time)
        case .passed(let phase): pool.end(self, .failure(failure(phase)))
        case .unlessHeldUp: break
        }
    }

    private func failure(_ phase: FetchError.Phase) -> FetchError {
        state.clock.failure(phase, host: request.url.hostHeader, statistics: pool.currentStatistics)
    }
}
