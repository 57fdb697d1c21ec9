import CCurl
import Fetch
import HTTPValues

/// The connection pool of one client: a libcurl multi handle, its sockets, and the requests that use or await them.
///
/// All access happens with the engine's lock held, except for giving orders.
final class CurlMulti: EngineItem, @unchecked Sendable {
    // Sendable: see EngineItem; everything here belongs to the engine's lock.
    // Unchecked exclusivity: see EngineCore.
    let options: CurlOptions
    private let engine: Engine
    private let multi: OpaquePointer
    @exclusivity(unchecked) private var queue: AdmissionQueue<CurlTransfer>
    /// How long idle connections are kept, in nanoseconds.
    private let idleAge: UInt64?
    /// The origin of the last request, which mostly is that of the next.
    @exclusivity(unchecked) private var lastOrigin: AdmissionQueue<CurlTransfer>.Origin?
    @exclusivity(unchecked) private var live = LiveTransfers()
    @exclusivity(unchecked) private var urls = OriginURLs()
    @exclusivity(unchecked) private var spareHandles: [EasyHandle] = []
    @exclusivity(unchecked) private var connections: Set<Int32> = []
    /// The connections that may carry many requests at a time, and where they lead to.
    @exclusivity(unchecked) private var sharedConnections: [Int32: AdmissionQueue<CurlTransfer>.Origin] = [:]
    private(set) lazy var reaper = IdleReaper(pool: self)
    @exclusivity(unchecked) private(set) var isClosed = false
    @exclusivity(unchecked) private(set) var statistics = PoolStatistics()
    /// Whether the engine will ask for finished transfers.
    @exclusivity(unchecked) var isListedAsUnreaped = false

    private static let spareHandleLimit = 64

    init(options: CurlOptions, engine: Engine) throws(FetchError) {
        CurlLibrary.setUp()
        guard let multi = curl_multi_init() else {
            throw FetchError(.invalidRequest, "libcurl has no memory for another client")
        }
        self.options = options
        self.engine = engine
        self.multi = multi
        queue = AdmissionQueue(limits: options.limits, offersSharing: options.versions != .http1)
        idleAge = options.limits.idleAge.map(MonotonicTime.nanoseconds)
        super.init()
        installCallbacks(on: multi)
        if let total = options.limits.total { duet_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, total) }
        if let perHost = options.limits.perHost { duet_multi_set_long(multi, CURLMOPT_MAX_HOST_CONNECTIONS, perHost) }
    }

    /// The context for callbacks about sockets, which outlive the request that opened them.
    var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    // MARK: Transfers

    /// Takes a transfer in: starts it, or lets it wait for a place.
    func submit(_ transfer: CurlTransfer) {
        guard !isClosed else {
            transfer.end(.failure(FetchError.closed))
            return
        }
        statistics.requests += 1
        live.add(transfer)
        let origin = origin(of: transfer)
        transfer.origin = origin
        if queue.admit(transfer, to: origin) {
            attach(transfer)
        } else {
            transfer.waitForPlace(now: engine.core.now)
        }
    }

    private func attach(_ transfer: CurlTransfer) {
        keepIdleConnections()
        guard let handle = spareHandles.popLast() ?? EasyHandle(for: self) else {
            transfer.end(.failure(FetchError(.connect, "libcurl has no memory for another request")))
            return
        }
        guard transfer.begin(with: handle, now: engine.core.now) else { return }
        handle.setAddressAge(addressAge())
        let code = curl_multi_add_handle(multi, handle.easy)
        guard code == CURLM_OK else {
            transfer.end(
                .failure(FetchError(.invalidRequest, "libcurl: \(String(cString: curl_multi_strerror(code)))")))
            return
        }
        engine.core.mayHaveFinished(self)
    }

    /// Lets go of a transfer that has ended, wherever it was, and starts those that waited for its place.
    func detach(_ transfer: CurlTransfer, _ handle: EasyHandle?, wasAdmitted: Bool) {
        guard live.remove(transfer) else { return }
        if let handle {
            curl_multi_remove_handle(multi, handle.easy)
            handle.end()
            if handle.isReusable, spareHandles.count < Self.spareHandleLimit { spareHandles.append(handle) }
        }
        if wasAdmitted {
            if let origin = transfer.origin { queue.release(origin) }
            keepIdleConnections()
            waitForIdleness()
        } else if let origin = transfer.origin {
            queue.withdraw(transfer, from: origin)
        }
        engine.ended(transfer)
        admitWaiting()
        shutSurplusConnections()
    }

    private func admitWaiting() {
        guard !isClosed else { return }
        while let next = queue.next() { attach(next) }
    }

    /// What `transfer` is counted under: its server, and the proxy before it.
    private func origin(of transfer: CurlTransfer) -> AdmissionQueue<CurlTransfer>.Origin {
        let url = transfer.request.url
        if let proxy = transfer.request.proxy {
            return queue.origin("\(proxy.scheme)://\(proxy.host):\(proxy.port) \(url.originText)")
        }
        if let lastOrigin, url.begins(withOriginText: lastOrigin.key) { return lastOrigin }
        let origin = queue.origin(url.originText)
        lastOrigin = origin
        return origin
    }

    /// Sets where `handle` connects to for `url`.
    func connect(_ handle: EasyHandle, for url: FetchURL) throws(FetchError) {
        if let origin = handle.origin, url.begins(withOriginText: origin.text) { return }
        let text = url.originText
        guard let origin = urls.url(of: text) else {
            throw FetchError(.invalidURL, "libcurl cannot connect to \(text)")
        }
        handle.setOrigin(origin)
    }

    /// Notes whether requests to `origin` share connections.
    func found(_ sharing: AdmissionQueue<CurlTransfer>.Sharing, at origin: AdmissionQueue<CurlTransfer>.Origin) {
        if queue.set(sharing, of: origin) { admitWaitingSoon() }
    }

    /// Notes that a new connection to `origin` is ready for requests.
    func connected(_ socket: Int32, to origin: AdmissionQueue<CurlTransfer>.Origin) {
        sharedConnections[socket] = origin
        queue.connected(origin)
        admitWaitingSoon()
    }

    /// Not at once: this is called from inside of libcurl.
    private func admitWaitingSoon() {
        guard queue.waitingCount > 0 else { return }
        engine.core.schedule(self, at: engine.core.now)
        runsWaiting = true
    }

    /// How long, in seconds, addresses may have been known; -1 for not looking. libcurl looks at all that it knows for
    /// every request, which with thousands of servers is most of the work; once a second is enough.
    private func addressAge() -> Int {
        let now = engine.core.now
        guard now >= nextAddressCheck else { return -1 }
        nextAddressCheck = now.advanced(by: .seconds(1))
        return 60
    }

    @exclusivity(unchecked) private var nextAddressCheck = MonotonicTime(nanoseconds: 0)
    @exclusivity(unchecked) private var runsWaiting = false
    /// How many connections libcurl was told to keep.
    @exclusivity(unchecked) private var keptConnections = 0

    /// libcurl counts connections in use against the number it keeps, so that number moves with the requests.
    private func keepIdleConnections() {
        let idle = options.limits.idle ?? options.limits.total ?? 1000
        let kept = max(1, max(1, queue.activeCount) - 1 + idle)
        guard kept != keptConnections else { return }
        keptConnections = kept
        duet_multi_set_long(multi, CURLMOPT_MAXCONNECTS, kept)
    }

    /// Ends the transfers that libcurl has finished.
    func reap() {
        var left: Int32 = 0
        while !isClosed, let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let code = duet_message_result(message)
            var context: UnsafeMutableRawPointer?
            duet_easy_get_pointer(easy, CURLINFO_PRIVATE, &context)
            // Held here: the pool lets go of it on the way.
            let transfer = EasyHandle.with(context) { $0 }
            transfer?.finished(code)
        }
    }

    // MARK: Events

    /// Lets libcurl act on a socket.
    func act(on socket: Int32, _ events: Int32) {
        guard !isClosed else { return }
        var running: Int32 = 0
        curl_multi_socket_action(multi, socket, events, &running)
        engine.core.mayHaveFinished(self)
    }

    override func timerFired(now: MonotonicTime) {
        guard !isClosed else { return }
        if runsWaiting {
            runsWaiting = false
            admitWaiting()
        }
        var running: Int32 = 0
        curl_multi_socket_action(multi, duet_socket_timeout, 0, &running)
        engine.core.mayHaveFinished(self)
    }

    /// Does what libcurl wanted to have done by now. One HTTP/2 stream may have read the bytes of another, which gets
    /// them only when libcurl's timer has run.
    func catchUp(now: MonotonicTime) {
        while timerDeadline <= now {
            engine.core.cancelTimer(of: self)
            timerFired(now: now)
            engine.core.reap()
        }
    }

    /// libcurl wants to be called in `milliseconds`; -1 for not at all.
    func setTimer(_ milliseconds: Int) {
        guard !runsWaiting else { return }  // the timer is due at once, and when it fires libcurl is asked anew
        if milliseconds < 0 {
            engine.core.cancelTimer(of: self)
        } else {
            engine.core.schedule(self, at: engine.core.now.advanced(by: UInt64(milliseconds) * 1_000_000))
        }
    }

    func watch(_ socket: Int32, _ what: Int32) {
        switch what {
        case CURL_POLL_IN: engine.core.watch(socket, for: EPOLLIN.rawValue, of: self)
        case CURL_POLL_OUT: engine.core.watch(socket, for: EPOLLOUT.rawValue, of: self)
        case CURL_POLL_INOUT: engine.core.watch(socket, for: EPOLLIN.rawValue | EPOLLOUT.rawValue, of: self)
        default:
            if !connections.contains(socket) {
                engine.core.unwatch(socket)  // one of libcurl's own, which it closes without telling
            } else {
                engine.core.watch(socket, for: 0, of: self)
            }
        }
    }

    // MARK: Connections

    func opened(_ socket: Int32) {
        // The descriptor is new, whatever is remembered of an older one of that number.
        engine.core.forget(socket)
        connections.insert(socket)
        statistics.connectionsOpened += 1
    }

    func closed(_ socket: Int32) {
        connections.remove(socket)
        if let origin = sharedConnections.removeValue(forKey: socket) { queue.disconnected(origin) }
        engine.core.forget(socket)
    }

    /// Notes that libcurl gave up connecting over these sockets: such it closes without a word.
    func lost(_ sockets: Set<Int32>) {
        for socket in sockets where connections.contains(socket) { closed(socket) }
    }

    /// Has all connections closed when none will have been used for the longest time that idle ones are kept.
    private func waitForIdleness() {
        guard let age = idleAge, queue.activeCount == 0, !connections.isEmpty else { return }
        engine.core.schedule(reaper, at: engine.core.now.advanced(by: age))
    }

    /// Shuts the connections of a pool that nobody uses. Those that grow old in a pool that others use are libcurl's
    /// to close (`CURLOPT_MAXAGE_CONN`).
    func shutIdleConnections() {
        shutConnections(beyond: 0)
    }

    /// Keeps the limit on idle connections when libcurl could not: of requests that end in one go it sees only that
    /// the others were still active.
    private func shutSurplusConnections() {
        if let limit = options.limits.idle { shutConnections(beyond: limit) }
    }

    /// libcurl closes them when it next looks; the peer learns of it now.
    private func shutConnections(beyond limit: Int) {
        guard !isClosed, queue.activeCount == 0, connections.count > limit else { return }
        for socket in connections.prefix(connections.count - limit) {
            shutdown(socket, Int32(SHUT_RDWR))
            connections.remove(socket)
        }
    }

    /// What the pool holds now.
    var currentStatistics: PoolStatistics {
        var result = statistics
        result.activeRequests = queue.activeCount
        result.waitingRequests = queue.waitingCount
        result.openConnections = connections.count
        return result
    }

    // MARK: Closing

    override func carryOut(_ orders: Orders) {
        if orders.contains(.close) { close() }
    }

    private func close() {
        guard !isClosed else { return }
        isClosed = true
        for transfer in live.all {
            transfer.end(.failure(FetchError.closed))
        }
        engine.core.cancelTimer(of: self)
        engine.core.cancelTimer(of: reaper)
        removeCallbacks(from: multi)
        spareHandles = []
        curl_multi_cleanup(multi)
        engine.core.forgetSockets(of: self)
        connections = []
    }
}
