import CCurl
import HTTPValues

/// The TLS sessions of a client, so that a new connection to a known server resumes one. Without it, each handle would
/// have its own.
///
/// No lock is set, because all access happens with the engine's lock held.
final class TLSSessions {
    private let share: OpaquePointer?

    init() {
        share = curl_share_init()
        if let share { duet_share_add(share, CURL_LOCK_DATA_SSL_SESSION) }
    }

    deinit {
        if let share { curl_share_cleanup(share) }
    }

    /// Lets `handle` use the sessions. They must outlive it.
    func install(on handle: EasyHandle) {
        if let share { handle.set(CURLOPT_SHARE, pointer: UnsafeMutableRawPointer(share)) }
    }
}
