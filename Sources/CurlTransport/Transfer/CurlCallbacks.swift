import CCurl
import Fetch
import Glibc

extension EasyHandle {
    /// The exchange that libcurl works for when it calls with `handle` or another context that ``installCallbacks(pool:)`` set.
    static func transfer(_ handle: UnsafeMutableRawPointer?) -> CurlTransfer? {
        guard let handle else { return nil }
        return Unmanaged<EasyHandle>.fromOpaque(handle).takeUnretainedValue().transfer
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
    guard let transfer = EasyHandle.transfer(context) else { return 0 }
    return transfer.receivedHeaderLine(UnsafeRawBufferPointer(start: data, count: size * count))
}

private let writeCallback: duet_data_callback = { data, size, count, context in
    guard let transfer = EasyHandle.transfer(context) else { return 0 }
    return transfer.received(UnsafeRawBufferPointer(start: data, count: size * count))
}

private let readCallback: duet_data_callback = { data, size, count, context in
    guard let transfer = EasyHandle.transfer(context) else { return duet_read_abort }
    return transfer.wantsBody(UnsafeMutableRawBufferPointer(start: data, count: size * count))
}

private let seekCallback: duet_seek_callback = { context, offset, origin in
    guard let transfer = EasyHandle.transfer(context), origin == SEEK_SET, transfer.rewindBody(to: Int(offset)) else {
        return CURL_SEEKFUNC_FAIL
    }
    return CURL_SEEKFUNC_OK
}

private let prereqCallback: duet_prereq_callback = { context, _, _, _, localPort in
    guard let transfer = EasyHandle.transfer(context) else { return CURL_PREREQFUNC_ABORT }
    return transfer.isReadyToSend(localPort: localPort)
}

private let openCallback: duet_open_callback = { context, _, address in
    guard let transfer = EasyHandle.transfer(context), let address else { return duet_socket_bad }
    let type = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    let socket = Glibc.socket(address.pointee.family, type, address.pointee.protocol)
    if socket >= 0 { transfer.opened(socket) }
    return socket
}

private let closeCallback: duet_close_callback = { context, socket in
    if let context { Unmanaged<CurlMulti>.fromOpaque(context).takeUnretainedValue().closed(socket) }
    return Glibc.close(socket)
}
