public import Fetch
import HTTPValues

/// The transport over libcurl: a connection pool on the event loop that all clients of the process share.
///
/// Creating one opens no connection and starts no thread of its own. Releasing the last reference closes the pool, but
/// requests in flight keep it alive until they have ended.
public final class CurlTransport: Transport {
    private let pool: ConnectionPool
    private let engine: Engine

    /// Creates a transport with its own connection pool.
    ///
    /// - Throws: ``FetchError`` if libcurl is out of memory, or the environment variable `DUET_HTTP1` names no
    ///   ``HTTP1Implementation``.
    public init(_ options: CurlOptions = CurlOptions()) throws(FetchError) {
        engine = .shared
        pool = ConnectionPool(
            limits: options.limits, offersSharing: options.versions != .http1,
            source: try RoutedCarriers(options, engine: engine),
            engine: engine)
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

    /// Runs tasks on the thread where responses arrive. All clients of the process share it.
    public static var executor: LoopExecutor { Engine.shared.executor }

    /// The current statistics of the pool.
    public var statistics: PoolStatistics {
        engine.withLock { _ in pool.currentStatistics }
    }
}
