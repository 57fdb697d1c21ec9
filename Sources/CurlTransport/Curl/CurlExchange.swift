import CCurl
import Fetch
import Glibc
import HTTPValues

/// Runs one exchange after another on a libcurl easy handle, and reports libcurl's callbacks to its transfer.
///
/// All access happens with the engine's lock held.
final class CurlExchange: CurlUser, ExchangeCarrier {
    // Unchecked exclusivity: see EngineCore.
    let handle: EasyHandle
    /// Owns this exchange, and outlives it.
    unowned(unsafe) let multi: CurlMulti
    /// The transfer that uses the handle. It makes this exchange leave before it is released. Not reference-counted,
    /// because libcurl calls back for every header line.
    @exclusivity(unchecked) private var user: Unmanaged<LiveTransfer>?
    private var transfer: LiveTransfer? { user?._withUnsafeGuaranteedRef { $0 } }
    @exclusivity(unchecked) private var state = State()

    /// The state of a single transfer.
    private struct State: ~Copyable {
        var setup: RequestSetup?
        var head = HeadCollector()
        /// Whether header lines are arriving, not the body.
        var isInHead = true
        var hasFirstByte = false
        var receivedBytes = 0
        var sentBytes = 0
        /// The sockets that libcurl has opened but not yet turned into a connection.
        var openedSockets: Set<Int32> = []
        var isSendingAgain = false
        /// Whether the reused connection turned out to be dead before anything was sent.
        var foundDeadConnection = false
        /// Whether the exchange was stopped because nothing follows the head.
        var endsWithHead = false
        /// An error found by a callback, which libcurl can only report as "aborted by callback".
        var failure: FetchError?
    }

    /// Returns nil if libcurl is out of memory.
    init?(on multi: CurlMulti) {
        guard let handle = EasyHandle(for: multi.options) else { return nil }
        self.handle = handle
        self.multi = multi
        super.init()
        installCallbacks()
    }

    /// The context for callbacks about the connections of a handle.
    var multiContext: UnsafeMutableRawPointer { multi.context }

    // MARK: Start and end

    /// Sets up the handle for the request of `transfer`.
    func prepare(for transfer: LiveTransfer) throws(FetchError) {
        user = Unmanaged.passUnretained(transfer)
        handle.forgetError()
        let request = transfer.request
        try multi.connect(handle, for: request.url)
        let setup = try RequestSetup(
            request, on: handle, versions: multi.options.versions, upload: transfer.transfer.upload)
        let uploads = setup.readsBody
        state.setup = consume setup
        if request.events != nil { installListening() }
        transfer.prepared(uploads: uploads)
    }

    func apply(_ pauses: Pauses) {
        curl_easy_pause(handle.easy, pauses.curl)
        multi.engine.core.hasFinished(multi)
    }

    func leave() {
        multi.remove(handle)
        user = nil
        if !state.openedSockets.isEmpty { multi.lost(state.openedSockets) }
        state = State()  // only now: libcurl reads the lists until the handle is removed
        multi.keep(self)
    }

    override func finished(_ code: CURLcode) {
        if state.foundDeadConnection { return beginAgain() }
        guard let (transfer, outcome) = outcome(code) else { return }
        multi.pool?.end(transfer, outcome)
    }

    /// Lets libcurl open a connection for the request. It has closed the dead one.
    private func beginAgain() {
        state.foundDeadConnection = false
        handle.set(CURLOPT_FRESH_CONNECT, 1)  // the other idle ones may be dead as well
        handle.isReusable = false
        handle.forgetError()
        multi.remove(handle)
        do throws(FetchError) {
            try multi.add(handle)
        } catch {
            if let transfer { multi.pool?.end(transfer, .failure(error)) }
        }
    }

    /// Returns the transfer and its outcome, when libcurl has finished.
    private func outcome(_ code: CURLcode) -> (LiveTransfer, Result<TransferSummary, FetchError>)? {
        guard let transfer else { return nil }
        let isComplete = (code == CURLE_OK && state.head.hasFinal) || state.endsWithHead
        if let failure = state.failure { return (transfer, .failure(failure)) }
        return (transfer, isComplete ? .success(summary(of: transfer)) : .failure(failure(code, of: transfer)))
    }

    private func failure(_ code: CURLcode, of transfer: LiveTransfer) -> FetchError {
        CurlFailure(
            code: code, text: handle.errorText, hasHead: state.head.hasFinal, isSendingAgain: state.isSendingAgain,
            connectStatus: handle.long(CURLINFO_HTTP_CONNECTCODE), osError: handle.long(CURLINFO_OS_ERRNO),
            isReused: handle.long(CURLINFO_NUM_CONNECTS) == 0, usesProxy: transfer.request.usesProxy
        ).error
    }

    private func summary(of transfer: LiveTransfer) -> TransferSummary {
        let isReused = handle.long(CURLINFO_NUM_CONNECTS) == 0
        return TransferSummary(
            trailers: state.head.trailers,
            timings: handle.timings(queued: transfer.state.clock.queuedMicroseconds, isReused: isReused),
            receivedBytes: state.receivedBytes, sentBytes: state.sentBytes,
            isReusedConnection: isReused, remoteAddress: handle.remoteAddress())
    }

    // MARK: Callbacks about the connection

    override func opened(_ socket: Int32) {
        state.openedSockets.insert(socket)
        multi.opened(socket)
    }

    /// Handles a connection that is ready for the request. A nonzero result aborts.
    func isReadyToSend(localPort: Int32) -> Int32 {
        guard let transfer else { return CURL_PREREQFUNC_ABORT }
        if state.openedSockets.isEmpty, isConnectionDead(for: transfer.request, localPort) {
            state.foundDeadConnection = true
            return CURL_PREREQFUNC_ABORT
        }
        let sending = transfer.isReadyToSend()
        state.isSendingAgain = sending != .first
        // libcurl 8.12.1 would send the rest of a body that cannot be rewound, as if it were the whole.
        guard sending == .first || (sending == .again && state.setup?.canSendBodyNow == true) else {
            return CURL_PREREQFUNC_ABORT
        }
        // libcurl records how it connected, but reports nothing of it earlier.
        if transfer.request.events != nil {
            handle.connectionFacts(since: transfer.state.clock.admitted).report(
                to: transfer, isReused: state.openedSockets.isEmpty)
        }
        if !state.openedSockets.isEmpty { settleConnection(of: transfer, localPort: localPort) }
        return CURL_PREREQFUNC_OK
    }

    private func isConnectionDead(for request: WireRequest, _ localPort: Int32) -> Bool {
        // Many versions do not tell the socket at this point.
        guard let socket = handle.activeSocket ?? multi.socket(from: localPort) else { return false }
        let isPlain = !request.url.isSecure && request.proxy?.scheme != .https
        return ReusedConnection.isDead(
            socket, mayBeReadable: !isPlain || multi.options.versions == .http2PriorKnowledge)
    }

    /// Determines which socket became the connection. libcurl has closed the others.
    private func settleConnection(of transfer: LiveTransfer, localPort: Int32) {
        let opened = state.openedSockets
        let lost: Set<Int32> = opened.count == 1 ? [] : opened.filter { SocketPort.local(of: $0) != localPort }
        multi.lost(lost)
        state.openedSockets = []
        guard let socket = opened.subtracting(lost).first else { return }
        multi.connected(socket, from: localPort)
        if multi.options.versions != .http1, let origin = transfer.place.origin { multi.share(socket, to: origin) }
    }

    // MARK: Callbacks about the response

    /// Receives a chunk of the body. An old libcurl also passes header lines before ``receivedHeaderLine(_:)``.
    func received(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard state.isInHead else { return receivedBody(bytes) }
        guard state.head.mayFollow(bytes) else { return abort(with: Self.foldedFirstLine) }
        return bytes.count
    }

    private static let foldedFirstLine = FetchError(
        .protocolViolation, "The server broke HTTP: white space before the first header")

    func receivedHeaderLine(_ line: UnsafeRawBufferPointer) -> Int {
        guard state.head.mayFollow(line) else { return abort(with: Self.foldedFirstLine) }
        return user?._withUnsafeGuaranteedRef { receivedHeaderLine(line, of: $0) } ?? 0
    }

    private func receivedHeaderLine(_ line: UnsafeRawBufferPointer, of transfer: LiveTransfer) -> Int {
        transfer.receivedBytes()
        if !state.hasFirstByte {
            state.hasFirstByte = true
            transfer.report(.responseBegan)
        }
        do throws(FetchError) {
            guard let final = try state.head.add(line) else { return line.count }
            state.isInHead = false
            let request = transfer.request
            try ResponseRules(versions: multi.options.versions).check(final, to: request)
            received(final, of: transfer)
            // libcurl recognizes a HEAD request only if it has no body (RFC 9110 section 9.3.2).
            state.endsWithHead = request.method == .head && state.setup?.hasBody == true
            return state.endsWithHead ? 0 : line.count
        } catch {
            return abort(with: error)
        }
    }

    private func received(_ final: ResponseHead, of transfer: LiveTransfer) {
        if multi.options.versions != .http1, let origin = transfer.place.origin {
            let isShared = final.version == .http2 && transfer.request.url.isSecure
            multi.pool?.found(isShared ? .multiplexed : .exclusive, at: origin)
        }
        if final.version == .http10 { handle.forbidReuse() }  // libcurl would use HTTP/1.0 with it from then on
        transfer.received(final)
    }

    private func receivedBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        switch transfer?.received(bytes) {
        case .proceed:
            state.receivedBytes += bytes.count
            return bytes.count
        case .pause:
            return duet_write_pause
        case .stop(let error):
            return abort(with: error)
        case nil:
            return 0
        }
    }

    private func abort(with error: FetchError) -> Int {
        state.failure = state.failure ?? error
        return 0
    }

    // MARK: Callbacks about the request body

    func wantsBody(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let transfer, let taken = state.setup?.takeBody(into: buffer) else { return duet_read_abort }
        switch taken {
        case .bytes(let count):
            state.sentBytes += count
            transfer.sent(isLast: state.setup?.isUploadComplete == true)
            return count
        case .nothingYet:
            transfer.pauseSending()
            return duet_read_pause
        case .end:
            transfer.sent(isLast: true)
            return 0
        case .failed(let error):
            state.failure = state.failure ?? error
            return duet_read_abort
        }
    }

    func rewindBody(to offset: Int) -> Bool {
        guard state.setup?.rewind(to: offset) == true else { return false }
        transfer?.rewound()
        return true
    }

    // MARK: Events

    override func resolves() {
        transfer?.report(.resolving)
    }

    /// Reports data that libcurl sent. CONNECT requests to a proxy are not part of the exchange.
    func sent(_ kind: curl_infotype, count: Int) {
        guard let transfer, transfer.state.stage == .exchanging else { return }
        switch kind {
        case CURLINFO_HEADER_OUT: transfer.report(.headSent)
        case CURLINFO_DATA_OUT: transfer.report(.bodySent(count))
        default: break
        }
    }
}

extension Pauses {
    /// The flags for `curl_easy_pause`.
    fileprivate var curl: Int32 { (receiving ? CURLPAUSE_RECV : 0) | (sending ? CURLPAUSE_SEND : 0) }
}
