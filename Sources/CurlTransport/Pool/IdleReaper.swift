import Fetch
import HTTPValues

/// Calls the pool when idle connections may have become too old.
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
