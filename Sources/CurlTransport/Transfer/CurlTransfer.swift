import CCurl
import Fetch
import Glibc
import HTTPValues

/// One exchange on its way through libcurl.
///
/// All access happens with the engine's lock held, except for giving orders.
final class CurlTransfer: EngineItem, TransferControl, @unchecked Sendable {
    // Sendable: see EngineItem; everything mutable here belongs to the engine's lock.
    // Unchecked exclusivity: see EngineCore.
    let request: WireRequest
    let transfer: Transfer
    /// What the pool counts this exchange under, once it is there.
    @exclusivity(unchecked) var origin: AdmissionQueue<CurlTransfer>.Origin?
    /// Whether a thread works for this transfer while it waits for it. One that also has to produce the body may
    /// be away for long, so it leaves the work to the loop thread.
    var isBlocking: Bool { transfer.isBlocking && transfer.upload == nil }

    private let engine: Engine
    private let pool: CurlMulti
    /// Keeps the pool open while the exchange is under way.
    @exclusivity(unchecked) private var transport: CurlTransport?
    @exclusivity(unchecked) private(set) var stage = Stage.submitted
    @exclusivity(unchecked) private var clock: TransferClock
    @exclusivity(unchecked) private var handle: EasyHandle?
    @exclusivity(unchecked) private var setup: EasySetup?
    @exclusivity(unchecked) private var head = HeadCollector()
    @exclusivity(unchecked) private var isInHead = true
    @exclusivity(unchecked) private var receivedBytes = 0
    @exclusivity(unchecked) private var sentBytes = 0
    /// The sockets that libcurl opened for this exchange and has not made a connection of yet.
    @exclusivity(unchecked) private var openedSockets: Set<Int32> = []
    @exclusivity(unchecked) private var isSendingAgain = false
    /// Whether it was stopped because nothing follows the head.
    @exclusivity(unchecked) private var endsWithHead = false
    @exclusivity(unchecked) private var pauses = PauseBits()
    /// How it ended, until its reader is told.
    @exclusivity(unchecked) private var outcome: Result<TransferSummary, FetchError>?
    /// Where the pool has this exchange in its list.
    @exclusivity(unchecked) var liveIndex = -1
    /// Whether the engine will ask for news.
    @exclusivity(unchecked) var isListedWithNews = false
    /// What a callback found, which libcurl can only report as «aborted by callback».
    @exclusivity(unchecked) private var callbackFailure: FetchError?

    /// Where an exchange is.
    enum Stage: Sendable {
        /// Not seen by the engine yet.
        case submitted
        /// In line for a place in the pool.
        case waiting
        /// Given to libcurl, without a connection.
        case connecting
        /// On a connection.
        case exchanging
        /// Over.
        case ended
    }

    init(
        _ request: WireRequest, _ transfer: Transfer, pool: CurlMulti, transport: CurlTransport, engine: Engine
    ) {
        self.request = request
        self.transfer = transfer
        self.pool = pool
        self.transport = transport
        self.engine = engine
        clock = TransferClock(timeouts: request.timeouts, deadline: request.deadline)
    }

    // MARK: Orders from any thread

    func resumeDownload() { engine.order(self, .resumeDownload) }
    func resumeUpload() { engine.order(self, .resumeUpload) }
    func cancel() { engine.order(self, .cancel) }

    override func carryOut(_ orders: Orders) {
        if orders.contains(.cancel) {
            if orders.contains(.start) { pool.submit(self) }
            end(.failure(FetchError.cancelled))
            return
        }
        if orders.contains(.start) { pool.submit(self) }
        if orders.contains(.resumeDownload), pauses.receive {
            pauses.receive = false
            clock.received(at: engine.core.now)
            applyPause()
        }
        if orders.contains(.resumeUpload), pauses.send {
            pauses.send = false
            clock.sent(at: engine.core.now)
            applyPause()
        }
    }

    private func applyPause() {
        guard let handle, stage == .connecting || stage == .exchanging else { return }
        curl_easy_pause(handle.easy, pauses.curl)
        engine.core.mayHaveFinished(pool)
        updateTimer()
    }

    // MARK: The way through the stages

    /// It has to wait for a place in the pool.
    func waitForPlace(now: MonotonicTime) {
        stage = .waiting
        clock.begin(.pool, at: now)
        updateTimer()
    }

    /// It has a place and gets a handle; false when it failed at once.
    func begin(with handle: EasyHandle, now: MonotonicTime) -> Bool {
        self.handle = handle
        stage = .connecting
        clock.begin(.connect, at: now)
        handle.begin(self)
        do throws(FetchError) {
            try pool.connect(handle, for: request.url)
            setup = try EasySetup(request, on: handle, versions: pool.options.versions, upload: transfer.upload)
        } catch {
            end(.failure(error))
            return false
        }
        updateTimer()
        return true
    }

    /// libcurl has finished.
    func finished(_ code: CURLcode) {
        guard let handle else { return }
        let isComplete = (code == CURLE_OK && head.hasFinal) || endsWithHead
        guard callbackFailure != nil || !isComplete else {
            end(.success(summary(of: handle)))
            return
        }
        if let callbackFailure {
            end(.failure(callbackFailure))
            return
        }
        let circumstances = CurlFailure(
            code: code, text: handle.errorText, hasHead: head.hasFinal, isSendingAgain: isSendingAgain,
            connectStatus: handle.long(CURLINFO_HTTP_CONNECTCODE), osError: handle.long(CURLINFO_OS_ERRNO),
            isReused: handle.long(CURLINFO_NUM_CONNECTS) == 0, usesProxy: request.usesProxy)
        end(.failure(circumstances.error))
    }

    /// Ends the exchange, gives back all that it holds, and tells the reader.
    func end(_ outcome: Result<TransferSummary, FetchError>) {
        guard stage != .ended else { return }
        let wasAdmitted = stage == .connecting || stage == .exchanging
        stage = .ended
        engine.core.cancelTimer(of: self)
        let handle = handle
        self.handle = nil
        pool.detach(self, handle, wasAdmitted: wasAdmitted)
        if !openedSockets.isEmpty { pool.lost(openedSockets) }
        setup = nil  // only now: libcurl reads the lists until the handle has left it
        transport = nil
        self.outcome = outcome.mapError { $0.about(request.url.description) }
        engine.core.hasNews(self)
    }

    /// What the reader is to be told.
    func takeNews() -> ReaderNews {
        isListedWithNews = false
        defer { outcome = nil }
        return ReaderNews(transfer: transfer, outcome: outcome)
    }

    private func summary(of handle: EasyHandle) -> TransferSummary {
        TransferSummary(
            trailers: head.trailers, timings: clock.timings(of: handle), receivedBytes: receivedBytes,
            sentBytes: sentBytes, isReusedConnection: handle.long(CURLINFO_NUM_CONNECTS) == 0,
            remoteAddress: handle.remoteAddress())
    }

    // MARK: Time

    /// Sees to it that the engine looks at this exchange in time. A limit that moved back needs nothing: the timer
    /// is early then, finds nothing due, and is set again.
    private func updateTimer() {
        let due = clock.nextDeadline(upload: uploadState, isReceivingPaused: pauses.receive)
        if due.time < timerDeadline { engine.core.schedule(self, at: due.time) }
    }

    private var uploadState: TransferClock.Upload {
        guard setup?.readsBody == true, !head.hasFinal else { return .none }
        if setup?.isUploadComplete ?? true { return .none }
        return pauses.send ? .starved : .moving
    }

    override func timerFired(now: MonotonicTime) {
        var due = clock.nextDeadline(upload: uploadState, isReceivingPaused: pauses.receive)
        if due.time <= now, due.phase == .read || due.phase == .write {
            // A thread that reads its own response looks at the network only while it waits, and the loop may have
            // been held up. What came meanwhile was not late.
            engine.core.catchUp()
            pool.catchUp(now: now)
            guard stage == .exchanging else { return }
            due = clock.nextDeadline(upload: uploadState, isReceivingPaused: pauses.receive)
        }
        guard due.time <= now else {
            engine.core.schedule(self, at: due.time)
            return
        }
        end(.failure(clock.failure(due.phase, host: request.url.hostHeader, statistics: pool.currentStatistics)))
    }

    // MARK: Called back by libcurl

    /// A connection is ready and the request about to be sent; nonzero stops it.
    func isReadyToSend(localPort: Int32) -> Int32 {
        if stage == .exchanging {
            // libcurl found a kept-alive connection dead and sends the request once more (RFC 9110 section 9.2.2
            // allows that only for idempotent methods).
            isSendingAgain = true
            guard request.method.isIdempotent else { return 1 }
        }
        stage = .exchanging
        clock.begin(.read, at: engine.core.now)
        if !openedSockets.isEmpty { settleConnection(localPort: localPort) }
        updateTimer()
        return 0
    }

    /// One of the sockets has become the connection; libcurl has closed the others.
    private func settleConnection(localPort: Int32) {
        let lost: Set<Int32> =
            openedSockets.count == 1 ? [] : openedSockets.filter { SocketPort.local(of: $0) != localPort }
        pool.lost(lost)
        if pool.options.versions != .http1, let socket = openedSockets.subtracting(lost).first, let origin {
            pool.connected(socket, to: origin)
        }
        openedSockets = []
    }

    func opened(_ socket: Int32) {
        openedSockets.insert(socket)
        pool.opened(socket)
    }

    /// A piece of the body comes, or a line of a head that ``receivedHeaderLine(_:)`` gets next.
    func received(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard isInHead else { return receivedBody(bytes) }
        guard head.mayFollow(bytes) else {
            return abort(
                with: FetchError(.protocolViolation, "The server broke HTTP: white space before the first header"))
        }
        return bytes.count
    }

    func receivedHeaderLine(_ line: UnsafeRawBufferPointer) -> Int {
        clock.received(at: engine.core.now)
        do throws(FetchError) {
            guard let final = try head.add(line) else { return line.count }
            isInHead = false
            try request.check(final, over: pool.options.versions)
            receivedHead(final)
            // Only of a request without a body does libcurl know that it is a HEAD (RFC 9110 section 9.3.2).
            endsWithHead = request.method == .head && setup?.hasBody == true
            return endsWithHead ? 0 : line.count
        } catch {
            return abort(with: error)
        }
    }

    private func receivedHead(_ final: ResponseHead) {
        if pool.options.versions != .http1, let origin {
            pool.found(final.version == .http2 && request.url.isSecure ? .multiplexed : .exclusive, at: origin)
        }
        if final.version == .http10 {
            handle?.set(CURLOPT_FORBID_REUSE, 1)  // libcurl would talk 1.0 to it from then on
            handle?.isReusable = false
        }
        transfer.take(final)
        if transfer.mode == .stream { engine.core.hasNews(self) }
        updateTimer()
    }

    private func receivedBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        switch transfer.take(bytes) {
        case .proceed:
            if transfer.mode == .stream { engine.core.hasNews(self) }
            receivedBytes += bytes.count
            clock.received(at: engine.core.now)
            return bytes.count
        case .pause:
            pauses.receive = true
            return duet_write_pause
        case .stop(let error):
            return abort(with: error)
        }
    }

    private func abort(with error: FetchError) -> Int {
        callbackFailure = callbackFailure ?? error
        return 0
    }

    func wantsBody(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let taken = setup?.takeBody(into: buffer) else { return duet_read_abort }
        switch taken {
        case .bytes(let count):
            sentBytes += count
            clock.sent(at: engine.core.now)
            if setup?.isUploadComplete == true { beginWaiting() }
            return count
        case .nothingYet:
            pauses.send = true
            return duet_read_pause
        case .end:
            beginWaiting()
            return 0
        case .failed(let error):
            callbackFailure = callbackFailure ?? error
            return duet_read_abort
        }
    }

    /// The body is out: from here on it is the peer's turn.
    private func beginWaiting() {
        clock.received(at: engine.core.now)
        updateTimer()
    }

    func rewindBody(to offset: Int) -> Bool {
        setup?.rewind(to: offset) ?? false
    }
}
