import Fetch
import HTTPValues

/// The connection pool of one client: who may use a connection, who waits, and how each transfer ends. What the
/// connections are and what runs on them is up to its ``CarrierSource``.
///
/// All access happens with the engine's lock held, except for giving orders.
final class ConnectionPool: EngineItem, @unchecked Sendable {
    // Sendable: see EngineItem; everything here belongs to the engine's lock.
    // Unchecked exclusivity: see EngineCore.
    typealias Origin = LiveTransfer.Origin

    private let engine: Engine
    private let source: any CarrierSource
    private let limits: PoolLimits
    /// How long idle connections are kept, in nanoseconds.
    private let idleAge: UInt64?
    private lazy var reaper = IdleReaper(pool: self)
    @exclusivity(unchecked) private var state: State

    private struct State {
        var queue: AdmissionQueue<LiveTransfer>
        var live = LiveTransfers()
        /// The origin of the last request, which mostly is that of the next.
        var lastOrigin: Origin?
        var requestCount = 0
        var isClosed = false
    }

    /// A pool.
    ///
    /// - Parameter offersSharing: Whether a connection may carry many requests at a time.
    init(limits: PoolLimits, offersSharing: Bool, source: any CarrierSource, engine: Engine) {
        self.limits = limits
        self.engine = engine
        self.source = source
        idleAge = limits.idleAge.map(MonotonicTime.nanoseconds)
        state = State(queue: AdmissionQueue(limits: limits, offersSharing: offersSharing))
        super.init()
        source.serve(self)
    }

    // MARK: Transfers

    /// Takes a transfer in: starts it, or lets it wait for a place. One that was cancelled before is left alone.
    func submit(_ transfer: LiveTransfer) {
        guard transfer.state.stage == .submitted else { return }
        guard !state.isClosed else {
            end(transfer, .failure(.closed))
            return
        }
        state.requestCount += 1
        state.live.add(transfer)
        let origin = origin(of: transfer.request)
        transfer.place.origin = origin
        if state.queue.admit(transfer, to: origin) { begin(transfer) } else { transfer.waitForPlace() }
    }

    /// Ends a transfer, wherever it is, and starts those that waited for its place. Nothing happens when it has ended.
    func end(_ transfer: LiveTransfer, _ outcome: Result<TransferSummary, FetchError>) {
        guard remove(transfer, outcome) else { return }
        admitWaiting()
        shutSurplusConnections()
    }

    private func begin(_ transfer: LiveTransfer) {
        transfer.connect()
        source.keepConnections(besides: state.queue.activeCount)
        do throws(FetchError) {
            try source.begin(transfer)
        } catch {
            _ = remove(transfer, .failure(error))
        }
    }

    private func admitWaiting() {
        guard !state.isClosed else { return }
        while let next = state.queue.next() { begin(next) }
    }

    private func remove(_ transfer: LiveTransfer, _ outcome: Result<TransferSummary, FetchError>) -> Bool {
        guard let stage = transfer.end(outcome) else { return false }
        state.live.remove(transfer)
        if let origin = transfer.place.origin { free(origin, of: transfer, in: stage) }
        engine.ended(byThread: transfer.isDrivenByThread)
        transfer.place.keeper = nil
        return true
    }

    private func free(_ origin: Origin, of transfer: LiveTransfer, in stage: TransferState.Stage) {
        guard stage != .waiting else {
            state.queue.withdraw(transfer, from: origin)
            return
        }
        state.queue.release(origin)
        guard !state.isClosed else { return }
        source.keepConnections(besides: state.queue.activeCount)
        waitForIdleness()
    }

    /// What `request` is counted under: its server, and the proxy before it.
    private func origin(of request: WireRequest) -> Origin {
        let url = request.url
        if let proxy = request.proxy {
            return state.queue.origin("\(proxy.scheme)://\(proxy.host):\(proxy.port) \(url.originText)")
        }
        if let last = state.lastOrigin, url.begins(withOriginText: last.key) { return last }
        let origin = state.queue.origin(url.originText)
        state.lastOrigin = origin
        return origin
    }

    // MARK: Told by the source

    /// Requests to `origin` share connections, or do not.
    func found(_ sharing: AdmissionQueue<LiveTransfer>.Sharing, at origin: Origin) {
        if state.queue.set(sharing, of: origin) { admitWaitingSoon() }
    }

    /// A new connection to `origin` is ready for many requests.
    func connected(to origin: Origin) {
        state.queue.connected(origin)
        admitWaitingSoon()
    }

    /// Such a connection is no more.
    func disconnected(from origin: Origin) {
        state.queue.disconnected(origin)
    }

    /// Not at once: the source is at work.
    private func admitWaitingSoon() {
        if state.queue.waitingCount > 0 { engine.core.schedule(self, at: engine.core.now) }
    }

    override func timerFired(now: MonotonicTime) {
        admitWaiting()
    }

    /// Does at once what is due on the connections.
    func catchUp(now: MonotonicTime) {
        source.catchUp(now: now)
    }

    // MARK: Idle connections

    /// Has all connections closed when none will have been used for the longest time that idle ones are kept.
    private func waitForIdleness() {
        guard let idleAge, state.queue.activeCount == 0, source.connectionCount > 0 else { return }
        engine.core.schedule(reaper, at: engine.core.now.advanced(by: idleAge))
    }

    /// Shuts the connections of a pool that nobody uses. Those that grow old in a pool that others use are the source's
    /// to close.
    func shutIdleConnections() {
        shutConnections(beyond: 0)
    }

    /// Keeps the limit on idle connections when the source could not: of requests that end in one go it sees only that
    /// the others were still active.
    private func shutSurplusConnections() {
        if let limit = limits.idle { shutConnections(beyond: limit) }
    }

    private func shutConnections(beyond limit: Int) {
        guard !state.isClosed, state.queue.activeCount == 0 else { return }
        source.shutConnections(beyond: limit)
    }

    // MARK: Statistics

    /// What the pool holds now.
    var currentStatistics: PoolStatistics {
        var result = PoolStatistics()
        result.requests = state.requestCount
        result.activeRequests = state.queue.activeCount
        result.waitingRequests = state.queue.waitingCount
        result.openConnections = source.connectionCount
        result.connectionsOpened = source.openedCount
        return result
    }

    // MARK: Closing

    override func carryOut(_ orders: Orders) {
        if orders.contains(.close) { close() }
    }

    private func close() {
        guard !state.isClosed else { return }
        state.isClosed = true
        for transfer in state.live.all { _ = remove(transfer, .failure(.closed)) }
        engine.core.cancelTimer(of: self)
        engine.core.cancelTimer(of: reaper)
        source.close()
    }
}
