import CCurl
import Fetch
import Glibc
import HTTPValues

/// One libcurl easy handle, set up for the requests of one client, and used for one after the other.
final class EasyHandle {
    let easy: OpaquePointer
    /// Whether another request may use the handle: not once something was set that the next one would not undo.
    var isReusable = true
    /// What `CURLOPT_CURLU` was set to; libcurl reads it while the handle is used.
    private(set) var origin: OriginURL?
    // What was set last: setting it again would cost as much as the first time.
    private var target: String?
    private var method: String?
    private var body: Body?
    private var bufferSize = 0
    private var addressAge: Int?
    private var fields: RequestFields?
    private var address: String?
    private let errorBuffer: UnsafeMutablePointer<CChar>

    /// Nil when libcurl has no memory for one.
    init?(for options: CurlOptions) {
        guard let easy = curl_easy_init() else { return nil }
        self.easy = easy
        let size = Int(CURL_ERROR_SIZE)
        errorBuffer = UnsafeMutableRawPointer.fromMalloc(byteCount: size).bindMemory(to: CChar.self, capacity: size)
        errorBuffer[0] = 0
        duet_easy_set_pointer(easy, CURLOPT_ERRORBUFFER, errorBuffer)
        ClientSetup(options).apply(to: self)
    }

    deinit {
        curl_easy_cleanup(easy)
        free(errorBuffer)
    }

    /// Forgets what libcurl said about the request before.
    func forgetError() {
        errorBuffer[0] = 0
    }

    /// Has the connection closed after this request.
    func forbidReuse() {
        set(CURLOPT_FORBID_REUSE, 1)
        isReusable = false
    }

    /// Sets where to connect to.
    func setOrigin(_ url: OriginURL) {
        origin = url
        set(CURLOPT_CURLU, pointer: url.pointer)
    }

    /// The kinds of requests that libcurl distinguishes.
    enum Body {
        /// None, but in the response.
        case get
        /// None, and none in the response.
        case head
        /// Bytes at hand.
        case post
        /// What the read callback gives.
        case upload
    }

    /// Sets which kind of request it is.
    func setBody(_ body: Body) {
        guard self.body != body else { return }
        self.body = body
        switch body {
        case .get: set(CURLOPT_HTTPGET, 1)
        case .head: set(CURLOPT_NOBODY, 1)
        case .post: set(CURLOPT_POST, 1)
        case .upload: set(CURLOPT_UPLOAD, 1)
        }
    }

    /// Sets what stands on the request line.
    func setTarget(_ target: String) {
        guard self.target != target else { return }
        self.target = target
        set(CURLOPT_REQUEST_TARGET, target)
    }

    /// Sets for how many seconds addresses are known; -1 for not looking.
    func setAddressAge(_ seconds: Int) {
        guard addressAge != seconds else { return }
        addressAge = seconds
        set(CURLOPT_DNS_CACHE_TIMEOUT, seconds)
    }

    /// Sets a method that does not follow from the body; nil for none.
    func setMethod(_ method: String?) {
        guard self.method != method else { return }
        self.method = method
        if let method { set(CURLOPT_CUSTOMREQUEST, method) } else { set(CURLOPT_CUSTOMREQUEST, pointer: nil) }
    }

    /// Sets the fields to send: those of the request before are left where they are, if they are the same ones.
    func setFields(_ headers: Headers, _ kind: RequestFields.Kind) -> RequestFields {
        if let fields, fields.lists(headers, kind) { return fields }
        let fields = RequestFields(headers, kind)
        self.fields = fields
        duet_easy_set_list(easy, CURLOPT_HTTPHEADER, fields.list)
        return fields
    }

    /// Sets how many bytes are received at once.
    func setBufferSize(_ size: Int) {
        guard bufferSize != size else { return }
        bufferSize = size
        set(CURLOPT_BUFFERSIZE, size)
    }

    /// What libcurl said about the last failure; nil when nothing.
    var errorText: String? {
        errorBuffer[0] == 0 ? nil : String(cString: errorBuffer)
    }

    func set(_ option: CURLoption, _ value: Int) {
        duet_easy_set_long(easy, option, value)
    }

    func set(_ option: CURLoption, _ value: String) {
        // Passing the text on as a pointer by itself would make an array of it first.
        value.withCString { _ = duet_easy_set_string(easy, option, $0) }
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

    /// The peer's address; the same text as long as it is the same.
    func remoteAddress() -> String? {
        var value: UnsafeMutablePointer<CChar>?
        duet_easy_get_string(easy, CURLINFO_PRIMARY_IP, &value)
        guard let value else { return nil }
        if let address, address.withCString({ strcmp($0, value) }) == 0 { return address }
        address = String(cString: value)
        return address
    }
}
