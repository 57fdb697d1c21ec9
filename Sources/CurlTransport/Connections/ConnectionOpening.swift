import CCurl
import Fetch
import Glibc
import HTTPValues

/// The user of connections that libcurl opens.
protocol ConnectionUser: AnyObject {
    /// Takes over an open connection.
    func opened(_ attempt: ConnectionOpening, _ stream: any ByteStream, _ facts: ConnectionFacts)

    /// Handles an attempt that failed.
    func failed(_ attempt: ConnectionOpening, _ error: FetchError)

    /// Forgets an attempt that was given up.
    func gaveUp(_ attempt: ConnectionOpening)
}

/// An attempt to open a connection for a transfer. libcurl resolves the name, connects, and talks to proxies; then the
/// socket is taken from it.
///
/// All access happens with the engine's lock held.
final class ConnectionOpening: CurlUser, ExchangeCarrier {
    let transfer: LiveTransfer
    let origin: String
    private let handle: EasyHandle
    private unowned(unsafe) let owner: any ConnectionUser
    private let multi: CurlMulti
    private var proxyHeaderList: HeaderList?
    private var openedSockets: Set<Int32> = []
    private var hasLeft = false

    /// - Throws: ``FetchError`` if libcurl is out of memory or the URL has no usable host.
    init(
        _ transfer: LiveTransfer, to origin: String, for owner: any ConnectionUser, over multi: CurlMulti
    ) throws(FetchError) {
        guard let handle = EasyHandle(for: multi.options) else {
            throw FetchError(.connect, "libcurl has no memory for another connection")
        }
        self.transfer = transfer
        self.origin = origin
        self.handle = handle
        self.owner = owner
        self.multi = multi
        super.init()
        handle.set(CURLOPT_CONNECT_ONLY, 1)
        handle.set(CURLOPT_FORBID_REUSE, 0)  // otherwise libcurl closes the connection at once
        handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        try multi.connect(handle, for: transfer.request.url)
        if let proxy = transfer.request.proxy { proxyHeaderList = handle.setProxy(proxy) }
        if transfer.request.url.isSecure { multi.sessions.install(on: handle) }
        installCallbacks()
    }

    private func installCallbacks() {
        let context = Unmanaged.passUnretained(self as CurlUser).toOpaque()
        handle.set(CURLOPT_PRIVATE, pointer: context)
        handle.installSocketCallbacks(for: self, multi: multi)
        if transfer.request.events != nil { handle.installResolverCallback(for: self) }
    }

    /// - Throws: ``FetchError`` if libcurl refuses.
    func start() throws(FetchError) {
        try multi.add(handle)
    }

    override func opened(_ socket: Int32) {
        openedSockets.insert(socket)
        multi.opened(socket)
    }

    override func resolves() {
        transfer.report(.resolving)
    }

    override func finished(_ code: CURLcode) {
        guard !hasLeft else { return }
        // The owner releases the last reference.
        let keeper = Unmanaged.passRetained(self)
        defer { keeper.release() }
        var socket = duet_socket_bad
        duet_easy_get_socket(handle.easy, CURLINFO_ACTIVESOCKET, &socket)
        guard code == CURLE_OK, socket != duet_socket_bad else {
            let error = failure(code)
            leave()
            return owner.failed(self, error)
        }
        let facts = handle.connectionFacts
        hasLeft = true
        multi.lost(openedSockets.subtracting([socket]))
        owner.opened(self, stream(over: socket), facts)
    }

    /// Takes the connection from libcurl: the socket, or with TLS the handle.
    private func stream(over socket: Int32) -> any ByteStream {
        guard transfer.request.url.isSecure else {
            multi.release(socket, from: handle)
            return PlainStream(socket)
        }
        multi.handOver(socket)
        return TLSStream(socket, handle, multi)
    }

    private func failure(_ code: CURLcode) -> FetchError {
        CurlFailure(
            code: code == CURLE_OK ? CURLE_COULDNT_CONNECT : code, text: handle.errorText, hasHead: false,
            isSendingAgain: false, connectStatus: handle.long(CURLINFO_HTTP_CONNECTCODE),
            osError: handle.long(CURLINFO_OS_ERRNO), isReused: false, usesProxy: transfer.request.usesProxy
        ).error
    }

    func apply(_ pauses: Pauses) {}

    func leave() {
        guard !hasLeft else { return }
        hasLeft = true
        multi.remove(handle)
        multi.lost(openedSockets)
        owner.gaveUp(self)
    }
}
