import CCurl
import Fetch
import Glibc
import HTTPValues

/// An attempt to open a connection. libcurl resolves the name, connects, and talks to proxies; then the socket is taken
/// from it.
///
/// All access happens with the engine's lock held.
final class ConnectionOpening: CurlUser {
    let key: ConnectionKey
    /// The transfer that the connection is opened for. Another one may get it.
    private let transfer: LiveTransfer
    private let handle: EasyHandle
    private unowned(unsafe) let connector: Connector
    private let began = MonotonicTime.now
    private var proxyHeaderList: HeaderList?
    private var openedSockets: Set<Int32> = []
    private var isOver = false

    private var multi: CurlMulti { connector.multi }

    /// - Throws: ``FetchError`` if libcurl is out of memory or the URL has no usable host.
    init(_ transfer: LiveTransfer, _ key: ConnectionKey, of connector: Connector) throws(FetchError) {
        guard let handle = EasyHandle(for: connector.multi.options) else {
            throw FetchError(.connect, "libcurl has no memory for another connection")
        }
        self.transfer = transfer
        self.key = key
        self.handle = handle
        self.connector = connector
        super.init()
        handle.set(CURLOPT_CONNECT_ONLY, 1)
        handle.set(CURLOPT_FORBID_REUSE, 0)  // otherwise libcurl closes the connection at once
        handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try multi.connect(handle, for: transfer.request.url)
        if let proxy = transfer.request.proxy { proxyHeaderList = handle.setProxy(proxy) }
        if transfer.request.url.isSecure { connector.sessions.install(on: handle) }
        handle.set(CURLOPT_PRIVATE, pointer: Unmanaged.passUnretained(self as CurlUser).toOpaque())
        handle.installSocketCallbacks(for: self, multi: multi)
        if transfer.request.events != nil { handle.installResolverCallback(for: self) }
    }

    /// - Throws: ``FetchError`` if libcurl refuses.
    func start() throws(FetchError) {
        try multi.add(handle)
    }

    /// Closes what is open.
    func giveUp() {
        guard !isOver else { return }
        stop()
        connector.gaveUp(self)
    }

    private func stop() {
        isOver = true
        multi.remove(handle)
        multi.lost(openedSockets)
    }

    // MARK: Called by libcurl

    override func opened(_ socket: Int32) {
        openedSockets.insert(socket)
        multi.opened(socket)
    }

    override func resolves() {
        if transfer.state.stage == .connecting { transfer.report(.resolving) }
    }

    override func finished(_ code: CURLcode) {
        guard !isOver else { return }
        // The connector releases the last reference.
        let keeper = Unmanaged.passRetained(self)
        defer { keeper.release() }
        guard code == CURLE_OK, let socket = handle.activeSocket else {
            let error = failure(code)
            stop()
            return connector.failed(self, error)
        }
        let facts = handle.connectionFacts(since: began)
        isOver = true
        multi.lost(openedSockets.subtracting([socket]))
        connector.opened(self, stream(over: socket), facts)
    }

    /// Takes the connection from libcurl: the socket, or with TLS the handle.
    private func stream(over socket: Int32) -> any ByteStream {
        guard transfer.request.url.isSecure else {
            multi.release(socket, from: handle)
            return PlainStream(socket)
        }
        multi.handOver(socket)
        handle.forgetUser()
        return TLSStream(socket, handle, multi)
    }

    private func failure(_ code: CURLcode) -> FetchError {
        CurlFailure(
            code: code == CURLE_OK ? CURLE_COULDNT_CONNECT : code, text: handle.errorText, hasHead: false,
            isSendingAgain: false, connectStatus: handle.long(CURLINFO_HTTP_CONNECTCODE),
            osError: handle.long(CURLINFO_OS_ERRNO), isReused: false, usesProxy: transfer.request.usesProxy
        ).error
    }
}

extension EasyHandle {
    /// Clears what points to the user of the handle, which is about to be released.
    fileprivate func forgetUser() {
        set(CURLOPT_PRIVATE, pointer: nil)
        set(CURLOPT_OPENSOCKETDATA, pointer: nil)
        set(CURLOPT_RESOLVER_START_DATA, pointer: nil)
        duet_easy_set_list(easy, CURLOPT_PROXYHEADER, nil)
    }
}
