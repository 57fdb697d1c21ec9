import CCurl
import Fetch
import Glibc
import HTTPValues

extension CurlExchange {
    /// Calls `body` with the exchange behind `context`. No reference is counted: the exchange owns libcurl's handle.
    fileprivate static func withExchange<Result>(_ context: UnsafeMutableRawPointer?, _ body: (CurlExchange) -> Result)
        -> Result?
    {
        guard let context else { return nil }
        return Unmanaged<CurlExchange>.fromOpaque(context)._withUnsafeGuaranteedRef { body($0) }
    }

    private var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

    /// Installs the callbacks of this exchange.
    func installCallbacks() {
        let easy = handle.easy
        handle.set(CURLOPT_PRIVATE, pointer: context)
        duet_easy_set_data_callback(easy, CURLOPT_HEADERFUNCTION, headerCallback)
        handle.set(CURLOPT_HEADERDATA, pointer: context)
        duet_easy_set_data_callback(easy, CURLOPT_WRITEFUNCTION, writeCallback)
        handle.set(CURLOPT_WRITEDATA, pointer: context)
        duet_easy_set_data_callback(easy, CURLOPT_READFUNCTION, readCallback)
        handle.set(CURLOPT_READDATA, pointer: context)
        handle.set(CURLOPT_SEEKDATA, pointer: context)
        duet_easy_set_prereq(easy, prereqCallback)
        handle.set(CURLOPT_PREREQDATA, pointer: context)
        handle.installSocketCallbacks(for: self, multi: multi)
    }

    /// Installs callbacks that only a listener needs, because they cost time. The handle is not reused afterwards.
    func installListening() {
        handle.isReusable = false
        handle.installResolverCallback(for: self)
        duet_easy_set_debug(handle.easy, debugCallback)
        handle.set(CURLOPT_DEBUGDATA, pointer: context)
        handle.set(CURLOPT_VERBOSE, 1)
    }
}

extension EasyHandle {
    /// Installs the callbacks for opening and closing sockets. A connection outlives the user that opened it.
    func installSocketCallbacks(for user: CurlUser, multi: CurlMulti) {
        duet_easy_set_open(easy, openCallback)
        set(CURLOPT_OPENSOCKETDATA, pointer: Unmanaged.passUnretained(user).toOpaque())
        duet_easy_set_close(easy, closeCallback)
        set(CURLOPT_CLOSESOCKETDATA, pointer: multi.context)
    }

    /// Installs the callback for the start of name resolution.
    func installResolverCallback(for user: CurlUser) {
        duet_easy_set_resolver_start(easy, resolverCallback)
        set(CURLOPT_RESOLVER_START_DATA, pointer: Unmanaged.passUnretained(user).toOpaque())
    }

    /// Lets libcurl rewind the body to send it again.
    func installRewinding() {
        duet_easy_set_seek(easy, seekCallback)
    }
}

private let headerCallback: duet_data_callback = { data, size, count, context in
    CurlExchange.withExchange(context) { exchange in
        exchange.receivedHeaderLine(UnsafeRawBufferPointer(start: data, count: size * count))
    } ?? 0
}

private let writeCallback: duet_data_callback = { data, size, count, context in
    CurlExchange.withExchange(context) { exchange in
        exchange.received(UnsafeRawBufferPointer(start: data, count: size * count))
    } ?? 0
}

private let readCallback: duet_data_callback = { data, size, count, context in
    CurlExchange.withExchange(context) { exchange in
        exchange.wantsBody(UnsafeMutableRawBufferPointer(start: data, count: size * count))
    } ?? duet_read_abort
}

private let seekCallback: duet_seek_callback = { context, offset, origin in
    let isDone = CurlExchange.withExchange(context) { origin == SEEK_SET && $0.rewindBody(to: Int(offset)) }
    return isDone == true ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
}

private let prereqCallback: duet_prereq_callback = { context, _, _, _, localPort in
    CurlExchange.withExchange(context) { $0.isReadyToSend(localPort: localPort) } ?? CURL_PREREQFUNC_ABORT
}

private let openCallback: duet_open_callback = { context, _, address in
    guard let address else { return duet_socket_bad }
    return CurlUser.with(context) { user in
        let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        let socket = Glibc.socket(address.pointee.family, type, address.pointee.protocol)
        if socket >= 0 { user.opened(socket) }
        return socket
    } ?? duet_socket_bad
}

private let closeCallback: duet_close_callback = { context, socket in
    if let context {
        let multi = Unmanaged<CurlMulti>.fromOpaque(context).takeUnretainedValue()
        if multi.isReleasing(socket) { return 0 }
        multi.closed(socket)
    }
    return Glibc.close(socket)
}

private let resolverCallback: duet_resolver_callback = { _, _, context in
    CurlUser.with(context) { $0.resolves() }
    return 0
}

private let debugCallback: duet_debug_callback = { _, kind, _, count, context in
    CurlExchange.withExchange(context) { $0.sent(kind, count: count) }
    return 0
}
