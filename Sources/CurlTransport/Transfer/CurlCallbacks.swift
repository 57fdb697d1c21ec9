import CCurl
import Fetch
import Glibc
import HTTPValues

extension EasyHandle {
    /// Gives `body` the exchange that libcurl works for when it calls with `handle`, the context of all its callbacks. Both
    /// are held by the pool meanwhile, so nothing is counted.
    static func with<Result>(_ handle: UnsafeMutableRawPointer?, _ body: (CurlTransfer) -> Result) -> Result? {
        guard let handle else { return nil }
        return Unmanaged<EasyHandle>.fromOpaque(handle)._withUnsafeGuaranteedRef { handle in
            handle.transfer?._withUnsafeGuaranteedRef { body($0) }
        }
    }

    /// Has libcurl call the exchange that uses the handle, whichever that is.
    func installCallbacks(pool: CurlMulti) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        set(CURLOPT_PRIVATE, pointer: context)
        duet_easy_set_data_callback(easy, CURLOPT_HEADERFUNCTION, headerCallback)
        set(CURLOPT_HEADERDATA, pointer: context)
        duet_easy_set_data_callback(easy, CURLOPT_WRITEFUNCTION, writeCallback)
        set(CURLOPT_WRITEDATA, pointer: context)
        duet_easy_set_data_callback(easy, CURLOPT_READFUNCTION, readCallback)
        set(CURLOPT_READDATA, pointer: context)
        duet_easy_set_prereq(easy, prereqCallback)
        set(CURLOPT_PREREQDATA, pointer: context)
        duet_easy_set_open(easy, openCallback)
        set(CURLOPT_OPENSOCKETDATA, pointer: context)
        duet_easy_set_close(easy, closeCallback)
        // A connection outlives the request that opened it.
        set(CURLOPT_CLOSESOCKETDATA, pointer: pool.context)
    }

    /// Has libcurl ask for a body from its start, when it sends it again.
    func installRewinding() {
        duet_easy_set_seek(easy, seekCallback)
        set(CURLOPT_SEEKDATA, pointer: Unmanaged.passUnretained(self).toOpaque())
    }
}

private let headerCallback: duet_data_callback = { data, size, count, context in
    EasyHandle.with(context) { transfer in
        transfer.receivedHeaderLine(UnsafeRawBufferPointer(start: data, count: size * count))
    } ?? 0
}

private let writeCallback: duet_data_callback = { data, size, count, context in
    EasyHandle.with(context) { transfer in
        transfer.received(UnsafeRawBufferPointer(start: data, count: size * count))
    } ?? 0
}

private let readCallback: duet_data_callback = { data, size, count, context in
    EasyHandle.with(context) { transfer in
        transfer.wantsBody(UnsafeMutableRawBufferPointer(start: data, count: size * count))
    } ?? duet_read_abort
}

private let seekCallback: duet_seek_callback = { context, offset, origin in
    let isDone = EasyHandle.with(context) { origin == SEEK_SET && $0.rewindBody(to: Int(offset)) }
    return isDone == true ? CURL_SEEKFUNC_OK : CURL_SEEKFUNC_FAIL
}

private let prereqCallback: duet_prereq_callback = { context, _, _, _, localPort in
    EasyHandle.with(context) { $0.isReadyToSend(localPort: localPort) } ?? CURL_PREREQFUNC_ABORT
}

private let openCallback: duet_open_callback = { context, _, address in
    guard let address else { return duet_socket_bad }
    return EasyHandle.with(context) { transfer in
        let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        let socket = Glibc.socket(address.pointee.family, type, address.pointee.protocol)
        if socket >= 0 { transfer.opened(socket) }
        return socket
    } ?? duet_socket_bad
}

private let closeCallback: duet_close_callback = { context, socket in
    if let context { Unmanaged<CurlMulti>.fromOpaque(context).takeUnretainedValue().closed(socket) }
    return Glibc.close(socket)
}
