public import Fetch
import HTTPValues

/// The transport over libcurl: one connection pool on the event loop that all clients of the process share.
///
/// Creating one opens nothing and starts no thread of its own. Dropping the last reference closes the pool; requests
/// still under way keep it alive until they have ended.
public final class CurlTransport: Transport {
    private let pool: ConnectionPool
    private let engine: Engine

    /// A pool of its own with these options.
    ///
    /// - Throws: ``FetchError`` when libcurl has no memory for one.
    public init(_ options: CurlOptions = CurlOptions()) throws(FetchError) {
        engine = .shared
        let multi = try CurlMulti(options: options, engine: engine)
        pool = ConnectionPool(
            limits: options.limits, offersSharing: options.versions != .http1, source: multi, engine: engine)
    }

    deinit {
        close()
    }

    public func start(_ request: WireRequest, _ transfer: Transfer) {
        let live = LiveTransfer(request, transfer, pool: pool, keeper: self, engine: engine)
        transfer.attach(live)
        engine.start(live, byThread: live.isDrivenByThread)
    }

    public func wait(with parker: ThreadParker, until isDone: () -> Bool) {
        engine.wait(with: parker, until: isDone)
    }

    public func close() {
        engine.order(pool, .close)
    }

    /// Runs tasks on the thread where responses arrive; one for all clients of the process.
    public static var executor: LoopExecutor { Engine.shared.executor }

    /// What the pool holds now, and what it has done so far.
    public var statistics: PoolStatistics {
        engine.withLock { _ in pool.currentStatistics }
    }
}
