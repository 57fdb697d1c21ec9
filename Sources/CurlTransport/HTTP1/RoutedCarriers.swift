import Fetch
import HTTPValues

/// The carriers of a client: Duet's own for HTTP/1.1, and libcurl's for the rest.
///
/// All access happens with the engine's lock held.
final class RoutedCarriers: CarrierSource {
    private let multi: CurlMulti
    private let http1: HTTP1Connections
    private let implementation = HTTP1Implementation.chosen

    init(_ multi: CurlMulti) {
        self.multi = multi
        http1 = HTTP1Connections(multi, limits: multi.options.limits, engine: multi.engine)
    }

    func serve(_ pool: ConnectionPool) {
        multi.serve(pool)
    }

    func begin(_ transfer: LiveTransfer) throws(FetchError) {
        switch Route.route(of: transfer.request, versions: multi.options.versions, implementation) {
        case .own: try http1.begin(transfer)
        case .libcurl: try multi.begin(transfer)
        }
    }

    func keepConnections(besides activeCount: Int) {
        multi.keepConnections(besides: activeCount)
    }

    func shutConnections(beyond limit: Int) {
        http1.shutIdle(beyond: limit)
        multi.shutConnections(beyond: max(0, limit - http1.count))
    }

    func catchUp(now: MonotonicTime) {
        multi.catchUp(now: now)
    }

    var connectionCount: Int { multi.connectionCount + http1.count }
    var openedCount: Int { multi.openedCount }

    func close() {
        http1.close()
        multi.close()
    }
}
