import CCurl
import Fetch
import Glibc

/// One libcurl easy handle with the buffer that it writes error texts to. Used again and again where
/// ``CurlLibrary/mayReuseHandles``.
final class EasyHandle {
    let easy: OpaquePointer
    private let errorBuffer: UnsafeMutablePointer<CChar>

    init?() {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        let size = Int(CURL_ERROR_SIZE)
        errorBuffer = UnsafeMutableRawPointer.fromMalloc(byteCount: size).bindMemory(to: CChar.self, capacity: size)
        errorBuffer[0] = 0
        duet_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, errorBuffer)
    }

    deinit {
        curl_easy_cleanup(easy)
        free(errorBuffer)
    }

    /// Makes the handle like a new one; its connections stay where they are, with the multi handle.
    func reset() {
        curl_easy_reset(easy)
        errorBuffer[0] = 0
        duet_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, errorBuffer)
    }

    /// What libcurl said about the last failure; nil when nothing.
    var errorText: String? {
        errorBuffer[0] == 0 ? nil : String(cString: errorBuffer)
    }

    func set(_ option: CURLoption, _ value: Int) {
        duet_easy_set_long(easy, option, value)
    }

    func set(_ option: CURLoption, _ value: String) {
        duet_easy_set_string(easy, option, value)
    }

    func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer?) {
        duet_easy_set_pointer(easy, option, pointer)
    }

    func long(_ info: CURLINFO) -> Int {
        var value = 0
        duet_easy_get_long(easy, info, &value)
        return value
    }

    func offset(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        duet_easy_get_offset(easy, info, &value)
        return Int(value)
    }

    func string(_ info: CURLINFO) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        duet_easy_get_string(easy, info, &value)
        return value.map { String(cString: $0) }
    }
}
