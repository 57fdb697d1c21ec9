import Fetch
import HTTPValues

/// A transfer that has not ended: its state, its place in the pool, and its carrier.
///
/// It forwards orders from outside to the pool, and data from its carrier to the reader. The pool decides when it
/// begins and how it ends. All access happens with the engine's lock held, except for giving orders.
final class LiveTransfer: EngineItem, TransferControl, @unchecked Sendable {
    // Sendable: see EngineItem; everything mutable here is guarded by the engine's lock.
    // Unchecked exclusivity: see EngineCore.
    typealias Origin = AdmissionQueue<LiveTransfer>.Origin

    let request: WireRequest
    let transfer: Transfer
    private let engine: Engine
    private let pool: ConnectionPool
    @exclusivity(unchecked) private(set) var state: TransferState
    @exclusivity(unchecked) var place: Place

    /// The pool's data about a transfer.
    struct Place {
        /// An object that keeps the pool open while the transfer is in flight.
        var keeper: AnyObject?
        /// The origin under which the pool counts the transfer, once submitted.
        var origin: Origin?
        /// The index in the pool's list.
        var index = -1
        /// The carrier of the exchange.
        var carrier: (any ExchangeCarrier)?
        /// The outcome, until the reader is told.
        var outcome: Result<TransferSummary, FetchError>?
    }

    /// Creates a transfer that is not submitted yet.
    ///
    /// - Parameter keeper: Kept until the transfer has ended.
    init(_ request: WireRequest, _ transfer: Transfer, pool: ConnectionPool, keeper: AnyObject, engine: Engine) {
        self.request = request
        self.transfer = transfer
        self.pool = pool
        self.engine = engine
        state = TransferState(clock: TransferClock(timeout: request.timeout, deadline: request.deadline))
        place = Place(keeper: keeper)
    }

    /// Whether a blocked thread works for this transfer while waiting for it. A thread that also produces the body may
    /// be away for long, so it leaves the work to the loop thread.
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
        guard state.resume(orders, now: engine.core.now) else { return }
        place.carrier?.apply(state.pauses)
        if state.stage != .ended { updateTimer() }
    }

    // MARK: Called by the pool

    /// Makes the transfer wait for a place in the pool.
    func waitForPlace() {
        state.wait(now: engine.core.now)
        report(.queued)
        updateTimer()
    }

    /// Notes that the transfer has a place in the pool. A carrier takes over.
    func connect() {
        state.connect(now: engine.core.now)
        report(.admitted)
    }

    /// Ends the transfer. Returns the stage it was in, or nil if it had already ended.
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

    // MARK: Called by the carrier

    /// Notes that the carrier is set up, and whether it will read the request body in chunks.
    func prepared(uploads: Bool) {
        state.prepared(uploads: uploads)
        updateTimer()
    }

    /// Handles a connection that is ready for the request.
    @discardableResult
    func isReadyToSend() -> TransferState.Sending {
        let sending = state.isReadyToSend(isIdempotent: request.method.isIdempotent, now: engine.core.now)
        updateTimer()
        return sending
    }

    /// Waits for another connection, because the one of the request was dead.
    func reconnect() {
        state.reconnect(now: engine.core.now)
        updateTimer()
    }

    /// Notes that a chunk of the request body was taken.
    func sent(isLast: Bool) {
        state.sent(isLast: isLast, now: engine.core.now)
        if isLast { updateTimer() }
    }

    /// Notes that the request body is sent again.
    func rewound() { state.rewound() }

    /// Pauses sending, because the source of the request body has no data.
    func pauseSending() { state.pauseSending() }

    /// Notes that part of the response arrived.
    func receivedBytes() { state.received(now: engine.core.now) }

    /// Handles the final head.
    func received(_ head: ResponseHead) {
        state.receivedHead()
        transfer.take(head)
        if transfer.mode == .stream { engine.core.hasNews(self) }
        updateTimer()
    }

    /// Handles a chunk of the body. A chunk that the reader does not accept is offered again when the transfer resumes.
    func received(_ bytes: UnsafeRawBufferPointer) -> Transfer.Flow {
        note(transfer.take(bytes), of: bytes.count)
    }

    /// Handles a chunk of the body that is handed out as it is.
    func received(_ chunk: Bytes) -> Transfer.Flow {
        note(transfer.take(chunk), of: chunk.count)
    }

    /// Notes that part of the body was received where it is collected.
    func collected(_ count: Int) {
        _ = note(.proceed, of: count)
    }

    private func note(_ flow: Transfer.Flow, of count: Int) -> Transfer.Flow {
        switch flow {
        case .proceed:
            if transfer.mode == .stream { engine.core.hasNews(self) }
            state.received(now: engine.core.now)
            report(.bodyReceived(count))
        case .pause:
            state.pauseReceiving()
        case .stop:
            break
        }
        return flow
    }

    // MARK: Events

    /// Reports an event to the listener, if there is one, once the lock is free.
    func report(_ kind: @autoclosure () -> TransferEvent.Kind) {
        guard request.events != nil else { return }
        report(kind(), at: engine.core.now)
    }

    /// Reports an event to the listener, if there is one, once the lock is free.
    func report(_ kind: TransferEvent.Kind, at time: MonotonicTime) {
        guard let events = request.events else { return }
        events.add(kind, at: time)
        engine.core.hasNews(self)
    }

    // MARK: Timeouts

    /// Makes sure that the engine checks this transfer in time. A deadline that moved back needs no update: the timer
    /// then fires early, finds nothing due, and is set again.
    func updateTimer() {
        let time = state.nextLook
        if time < timerDeadline { engine.core.schedule(self, at: time) }
    }

    /// Returns the error of a timeout that has expired before anything was done. The turn may have begun before the
    /// transfer was created, so the clock is read again.
    func expiredAtOnce() -> FetchError? {
        guard request.deadline != nil || request.timeout.connect.map({ $0 <= .milliseconds(1) }) == true,
            case .passed(let phase) = state.due(now: .now, hasCaughtUp: true)
        else { return nil }
        return failure(phase)
    }

    override func timerFired(now: MonotonicTime) {
        var due = state.due(now: now, hasCaughtUp: false)
        if due == .unlessHeldUp {
            // A thread that reads its own response checks the network only while it waits, and the loop may have been
            // delayed. Data that arrived in the meantime was not late.
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
