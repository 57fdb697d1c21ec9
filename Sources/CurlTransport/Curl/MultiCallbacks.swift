import CCurl
import HTTPValues

extension CurlMulti {
    /// Installs the callbacks with which libcurl tells what it waits for.
    func installCallbacks(on multi: OpaquePointer) {
        duet_multi_set_socket(multi, socketCallback)
        duet_multi_set_pointer(multi, CURLMOPT_SOCKETDATA, context)
        duet_multi_set_timer(multi, timerCallback)
        duet_multi_set_pointer(multi, CURLMOPT_TIMERDATA, context)
    }

    /// Must run before the handle is cleaned up, because TLS teardown would call into objects that are being torn down.
    func removeCallbacks(from multi: OpaquePointer) {
        duet_multi_set_socket(multi, nil)
        duet_multi_set_timer(multi, nil)
    }

    /// Calls `body` with the multi handle behind `context`.
    fileprivate static func with(_ context: UnsafeMutableRawPointer?, _ body: (CurlMulti) -> Void) {
        guard let context else { return }
        Unmanaged<CurlMulti>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
    }
}

private let socketCallback: duet_socket_callback = { _, socket, what, context, _ in
    CurlMulti.with(context) { $0.watch(socket, what) }
    return 0
}

private let timerCallback: duet_timer_callback = { _, milliseconds, context in
    CurlMulti.with(context) { $0.setTimer(milliseconds) }
    return 0
}
