import Fetch
import HTTPValues

/// The connection pool of a client. It decides which transfers may use a connection, which wait, and how each ends. Its
/// ``CarrierSource`` provides the connections and runs the exchanges.
///
/// All access happens with the engine's lock held, except for giving orders.
final class ConnectionPool: EngineItem, @unchecked Sendable {
    // Sendable: see EngineItem; everything here is guarded by the engine's lock.
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
        /// The origin of the last request, which is usually that of the next.
        var lastOrigin: Origin?
        var requestCount = 0
        var isClosed = false
    }

    /// Creates a pool.
    ///
    /// - Parameter offersSharing: Whether a connection may carry several requests at a time.
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

    /// Accepts a transfer, and starts it or makes it wait. A transfer that was already cancelled is ignored.
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

    /// Ends a transfer in any stage, and starts those that waited for its place. Does nothing if it has already ended.
    func end(_ transfer: LiveTransfer, _ outcome: Result<TransferSummary, FetchError>) {
        guard remove(transfer, outcome) else { return }
        admitWaiting()
        shutSurplusConnections()
    }

    private func begin(_ transfer: LiveTransfer) {
        transfer.connect()
        if let failure = transfer.expiredAtOnce() {
            _ = remove(transfer, .failure(failure))
            return
        }
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

    /// Returns the origin under which `request` is counted: its server, and the proxy if there is one.
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

    // MARK: Called by the source

    /// Sets how requests to `origin` use connections.
    func found(_ sharing: AdmissionQueue<LiveTransfer>.Sharing, at origin: Origin) {
        if state.queue.set(sharing, of: origin) { admitWaitingSoon() }
    }

    /// Notes that a new connection to `origin` is ready for several requests at a time.
    func connected(to origin: Origin) {
        state.queue.connected(origin)
        admitWaitingSoon()
    }

    /// Notes that such a connection has been closed.
    func disconnected(from origin: Origin) {
        state.queue.disconnected(origin)
    }

    /// Not at once, because the source is in the middle of its work.
    private func admitWaitingSoon() {
        if state.queue.waitingCount > 0 { engine.core.schedule(self, at: engine.core.now) }
    }

    override func timerFired(now: MonotonicTime) {
        admitWaiting()
    }

    /// Handles everything that is due on the connections.
    func catchUp(now: MonotonicTime) {
        source.catchUp(now: now)
    }

    // MARK: Idle connections

    /// Schedules the closing of all connections, unless one is used within ``idleAge``.
    private func waitForIdleness() {
        guard let idleAge, state.queue.activeCount == 0, source.connectionCount > 0 else { return }
        engine.core.schedule(reaper, at: engine.core.now.advanced(by: idleAge))
    }

    /// Closes the connections of an unused pool. While a pool is in use, the source closes old connections.
    func shutIdleConnections() {
        shutConnections(beyond: 0)
    }

    /// Enforces the limit on idle connections where the source could not: when several requests end at once, it counts
    /// the others as active.
    private func shutSurplusConnections() {
        if let limit = limits.idle { shutConnections(beyond: limit) }
    }

    private func shutConnections(beyond limit: Int) {
        guard !state.isClosed, state.queue.activeCount == 0 else { return }
        source.shutConnections(beyond: limit)
    }

    // MARK: Statistics

    /// The current statistics.
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
