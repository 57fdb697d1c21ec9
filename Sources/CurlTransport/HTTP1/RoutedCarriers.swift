import Fetch
import HTTPValues

/// The carriers of a client: Duet's own for HTTP/1.1, and libcurl's for the rest.
///
/// All access happens with the engine's lock held.
final class RoutedCarriers: CarrierSource {
    private let options: CurlOptions
    private let engine: Engine
    /// The pool that owns these carriers, and outlives them.
    private unowned(unsafe) var pool: ConnectionPool?
    private let own: HTTP1Connections?
    /// Created when first needed. Its handle does not know the connections of ``own``, nor limit or close them.
    private var libcurl: CurlMulti?

    /// - Throws: ``FetchError`` if libcurl is out of memory, or `DUET_HTTP1` names no implementation.
    init(_ options: CurlOptions, engine: Engine) throws(FetchError) {
        self.options = options
        self.engine = engine
        switch try HTTP1Implementation.chosen(options) {
        case .duet:
            let multi = try CurlMulti(options: options, engine: engine)
            own = HTTP1Connections(multi, limits: options.limits, engine: engine)
        case .libcurl:
            own = nil
            libcurl = try Self.makeMulti(options, engine)
        }
    }

    private static func makeMulti(_ options: CurlOptions, _ engine: Engine) throws(FetchError) -> CurlMulti {
        let multi = try CurlMulti(options: options, engine: engine)
        multi.limitConnections()
        return multi
    }

    func serve(_ pool: ConnectionPool) {
        self.pool = pool
        own?.serve(pool)
        libcurl?.serve(pool)
    }

    func begin(_ transfer: LiveTransfer) throws(FetchError) {
        if let own, Route.route(of: transfer.request, versions: options.versions) == .own {
            if options.versions != .http1, let origin = transfer.place.origin { pool?.found(.exclusive, at: origin) }
            return try own.begin(transfer)
        }
        guard transfer.transfer.upload?.hasTrailers != true else {
            throw FetchError(.invalidRequest, "Trailers can be sent only over HTTP/1.1 that Duet speaks itself")
        }
        try startLibcurl().begin(transfer)
    }

    private func startLibcurl() throws(FetchError) -> CurlMulti {
        if let libcurl { return libcurl }
        let multi = try Self.makeMulti(options, engine)
        if let pool { multi.serve(pool) }
        libcurl = multi
        return multi
    }

    func keepConnections(besides activeCount: Int) {
        libcurl?.keepConnections(besides: activeCount)
    }

    func shutConnections(beyond limit: Int) {
        own?.shutIdle(beyond: limit)
        libcurl?.shutConnections(beyond: max(0, limit - (own?.connectionCount ?? 0)))
    }

    func catchUp(now: MonotonicTime) {
        libcurl?.catchUp(now: now)
    }

    var connectionCount: Int { (libcurl?.connectionCount ?? 0) + (own?.connectionCount ?? 0) }
    var openedCount: Int { (libcurl?.openedCount ?? 0) + (own?.openedCount ?? 0) }

    func close() {
        own?.close()
        libcurl?.close()
    }
}
