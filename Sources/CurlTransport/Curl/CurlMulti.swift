import CCurl
import Fetch
import HTTPValues

/// A libcurl multi handle: the connections of a client, libcurl's timer, and the easy handles to reuse.
///
/// All access happens with the engine's lock held.
final class CurlMulti: EngineItem, SocketOwner, CarrierSource, @unchecked Sendable {
    // Sendable: see EngineItem; everything here is guarded by the engine's lock.
    // Unchecked exclusivity: see EngineCore.
    let options: CurlOptions
    let engine: Engine
    private let multi: OpaquePointer
    /// The pool that owns this handle, and outlives it.
    unowned(unsafe) private(set) var pool: ConnectionPool?
    @exclusivity(unchecked) private var state = State()

    private struct State {
        var urls = OriginURLs()
        var spares: [CurlExchange] = []
        var connections = ConnectionTable()
        var nextAddressCheck = MonotonicTime(nanoseconds: 0)
        /// The number of connections that libcurl was told to keep.
        var keptConnections = 0
        var isClosed = false
        /// The socket that is being taken from libcurl.
        var releasing: Int32?
    }

    private static let spareLimit = 64

    /// - Throws: ``FetchError`` if libcurl is out of memory.
    init(options: CurlOptions, engine: Engine) throws(FetchError) {
        CurlLibrary.setUp()
        guard let multi = curl_multi_init() else {
            throw FetchError(.invalidRequest, "libcurl has no memory for another client")
        }
        self.options = options
        self.engine = engine
        self.multi = multi
        super.init()
        installCallbacks(on: multi)
    }

    /// Makes libcurl close idle connections to stay within the pool's limits.
    func limitConnections() {
        let limits = options.limits
        if let total = limits.total { duet_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, total) }
        if let perHost = limits.perHost { duet_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, perHost) }
    }

    /// The context for callbacks about sockets, which outlive the request that opened them.
    var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    func serve(_ pool: ConnectionPool) {
        self.pool = pool
    }

    // MARK: Exchanges

    func begin(_ transfer: LiveTransfer) throws(FetchError) {
        guard let exchange = state.spares.popLast() ?? CurlExchange(on: self) else {
            throw FetchError(.connect, "libcurl has no memory for another request")
        }
        transfer.place.carrier = exchange
        try exchange.prepare(for: transfer)
        try add(exchange.handle)
    }

    /// Lets libcurl work on `handle`.
    ///
    /// - Throws: ``FetchError`` if it refuses.
    func add(_ handle: EasyHandle) throws(FetchError) {
        handle.setAddressAge(addressAge())
        let code = curl_multi_add_handle(multi, handle.easy)
        guard code == CURLM_OK else {
            throw FetchError(.invalidRequest, "libcurl: \(String(cString: curl_multi_strerror(code)))")
        }
        engine.core.hasFinished(self)
    }

    /// Ends libcurl's work on `handle`.
    func remove(_ handle: EasyHandle) {
        curl_multi_remove_handle(multi, handle.easy)
    }

    /// Keeps an exchange that has left its transfer, for reuse.
    func keep(_ exchange: CurlExchange) {
        if exchange.handle.isReusable, state.spares.count < Self.spareLimit { state.spares.append(exchange) }
    }

    /// Sets the origin that `handle` connects to for `url`.
    func connect(_ handle: EasyHandle, for url: FetchURL) throws(FetchError) {
        if let origin = handle.origin, url.begins(withOriginText: origin.text) { return }
        let text = url.originText
        guard let origin = state.urls.url(of: text) else {
            throw FetchError(.invalidURL, "Invalid host: '\(url.host)'")
        }
        handle.setOrigin(origin)
    }

    /// Returns the maximum age of cached addresses in seconds, or -1 to skip the check. libcurl checks its whole cache
    /// for every request, which with thousands of servers is most of the work. Once a second is enough.
    private func addressAge() -> Int {
        let now = engine.core.now
        guard now >= state.nextAddressCheck else { return -1 }
        state.nextAddressCheck = now.advanced(by: .seconds(1))
        return 60
    }

    /// Ends the transfers that libcurl has finished.
    override func reap() {
        var left: Int32 = 0
        while !state.isClosed, let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let code = duet_message_result(message)
            var context: UnsafeMutableRawPointer?
            duet_easy_get_pointer(easy, CURLINFO_PRIVATE, &context)
            _ = CurlUser.with(context) { $0.finished(code) }
        }
    }

    // MARK: Events

    func socketReady(_ socket: Int32, for events: SocketEvents) {
        guard !state.isClosed else { return }
        var running: Int32 = 0
        curl_multi_socket_action(multi, socket, events.curl, &running)
        engine.core.hasFinished(self)
    }

    override func timerFired(now: MonotonicTime) {
        guard !state.isClosed else { return }
        var running: Int32 = 0
        curl_multi_socket_action(multi, duet_socket_timeout, 0, &running)
        engine.core.hasFinished(self)
    }

    /// Runs libcurl's timer while it is due: only then does an HTTP/2 stream get data that another one has read.
    func catchUp(now: MonotonicTime) {
        while timerDeadline <= now {
            engine.core.cancelTimer(of: self)
            timerFired(now: now)
            engine.core.reap()
        }
    }

    /// Sets libcurl's timer, in milliseconds; -1 cancels it.
    func setTimer(_ milliseconds: Int) {
        if milliseconds < 0 {
            engine.core.cancelTimer(of: self)
        } else {
            engine.core.schedule(self, at: engine.core.now.advanced(by: UInt64(milliseconds) * 1_000_000))
        }
    }

    /// Sets the events that libcurl wants to know about a socket.
    func watch(_ socket: Int32, _ what: Int32) {
        var events: SocketEvents = []
        switch what {
        case CURL_POLL_IN: events = .readable
        case CURL_POLL_OUT: events = .writable
        case CURL_POLL_INOUT: events = [.readable, .writable]
        default: break
        }
        if state.connections.contains(socket) {
            engine.core.watch(socket, for: events, of: self)
        } else if events.isEmpty {
            // One of libcurl's own descriptors, which it closes without a callback. libcurl 8.13 to 8.15 also report
            // the end of some that they never mentioned before.
            engine.core.unwatch(socket, of: self)
        } else {
            // libcurl 8.20.0 does not drain the one that wakes it.
            engine.core.watch(socket, for: events.union(.changesOnly), of: self)
        }
    }

    // MARK: Connections

    var connectionCount: Int { state.connections.count }
    var openedCount: Int { state.connections.openedCount }

    /// Notes a socket that was opened.
    func opened(_ socket: Int32) {
        // The descriptor is new. Anything remembered for its number belongs to an older one.
        engine.core.forget(socket)
        state.connections.opened(socket)
    }

    /// Notes a socket that is about to be closed.
    func closed(_ socket: Int32) {
        if let origin = state.connections.closed(socket) { pool?.disconnected(from: origin) }
        engine.core.forget(socket)
    }

    /// Takes the socket of a connection from libcurl, which forgets the connection.
    func release(_ socket: Int32, from handle: EasyHandle) {
        state.releasing = socket
        remove(handle)
        state.releasing = nil
        handOver(socket)
    }

    /// Stops counting and watching a socket that is now somebody else's.
    func handOver(_ socket: Int32) {
        state.connections.release(socket)
        engine.core.unwatch(socket, of: self)
    }

    /// Whether libcurl must not close `socket`, because it is being taken from it.
    func isReleasing(_ socket: Int32) -> Bool { state.releasing == socket }

    /// Notes that libcurl gave up connecting over these sockets. It closes such sockets without a callback.
    func lost(_ sockets: Set<Int32>) {
        for socket in sockets where state.connections.contains(socket) { closed(socket) }
    }

    /// Notes that a socket became a connection from that local port.
    func connected(_ socket: Int32, from port: Int32) {
        state.connections.connected(socket, from: port)
    }

    /// Returns the socket of the connection from a local port, if known.
    func socket(from port: Int32) -> Int32? { state.connections.socket(from: port) }

    /// Notes that a new connection to `origin` may carry several requests at a time.
    func share(_ socket: Int32, to origin: LiveTransfer.Origin) {
        state.connections.share(socket, to: origin)
        pool?.connected(to: origin)
    }

    /// Sets how many connections libcurl keeps. It also counts those in use, so the number follows active requests.
    func keepConnections(besides activeCount: Int) {
        let idle = options.limits.idleLimit
        let kept = max(1, max(1, activeCount) - 1 + idle)
        guard kept != state.keptConnections else { return }
        state.keptConnections = kept
        duet_multi_set_long(multi, CURLMOPT_MAXCONNECTS, kept)
    }

    func shutConnections(beyond limit: Int) {
        state.connections.shut(beyond: limit)
    }

    func close() {
        state.isClosed = true
        engine.core.cancelTimer(of: self)
        removeCallbacks(from: multi)
        state.spares = []
        curl_multi_cleanup(multi)
        engine.core.forgetSockets(of: self)
        state.connections.removeAll()
    }
}

extension SocketEvents {
    /// The flags for `curl_multi_socket_action`.
    fileprivate var curl: Int32 {
        var result: Int32 = 0
        if contains(.readable) { result |= CURL_CSELECT_IN }
        if contains(.writable) { result |= CURL_CSELECT_OUT }
        if !isDisjoint(with: .failed) { result |= CURL_CSELECT_ERR }
        return result
    }
}
