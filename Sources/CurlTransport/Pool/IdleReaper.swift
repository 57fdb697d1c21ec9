import Fetch
import HTTPValues

/// A timer that tells the pool when idle connections may be too old.
final class IdleReaper: EngineItem, @unchecked Sendable {
    // Sendable: see EngineItem.
    private unowned let pool: ConnectionPool

    init(pool: ConnectionPool) {
        self.pool = pool
    }

    override func timerFired(now: MonotonicTime) {
        pool.shutIdleConnections()
    }
}
