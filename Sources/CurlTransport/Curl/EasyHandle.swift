import CCurl
import Fetch
import Glibc
import HTTPValues

/// A libcurl easy handle, set up for a client and reused for one request after another.
final class EasyHandle {
    let easy: OpaquePointer
    /// Whether another request may use the handle. False once an option was set that the next request would not reset.
    var isReusable = true
    /// The value of `CURLOPT_CURLU`. libcurl reads it while the handle is in use.
    private(set) var origin: OriginURL?
    // The values set last. Setting an unchanged value again would cost as much as the first time.
    private var target: String?
    private var method: String?
    private var body: Body?
    private var bufferSize = 0
    private var addressAge: Int?
    private var fields: RequestFields?
    private var address: String?
    private let errorBuffer: UnsafeMutablePointer<CChar>

    /// Returns nil if libcurl is out of memory.
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

    /// Clears the error text of the previous request.
    func forgetError() {
        errorBuffer[0] = 0
    }

    /// Makes libcurl close the connection after this request.
    func forbidReuse() {
        set(CURLOPT_FORBID_REUSE, 1)
        isReusable = false
    }

    /// Sets the origin to connect to.
    func setOrigin(_ url: OriginURL) {
        origin = url
        set(CURLOPT_CURLU, pointer: url.pointer)
    }

    /// Sets the proxy. The handle is not reused afterwards, and the list must be kept while libcurl uses it.
    func setProxy(_ proxy: ProxyTarget) -> HeaderList {
        isReusable = false
        let host = proxy.host.contains(":") ? "[\(proxy.host)]" : proxy.host
        // Names are resolved by the SOCKS proxy, as in httpx for both schemes.
        let scheme = proxy.scheme == .socks5 ? ProxyTarget.Scheme.socks5h : proxy.scheme
        set(CURLOPT_PROXY, "\(scheme.rawValue)://\(host):\(proxy.port)")
        set(CURLOPT_PROXYAUTH, duet_auth_basic)
        if let username = proxy.username { set(CURLOPT_PROXYUSERNAME, username) }
        if let password = proxy.password { set(CURLOPT_PROXYPASSWORD, password) }
        set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        let fields = HeaderList(proxy.headers, suppressing: ["Proxy-Connection"])
        duet_easy_set_list(easy, CURLOPT_PROXYHEADER, fields.first)
        return fields
    }

    /// The kinds of request body that libcurl distinguishes.
    enum Body {
        /// No request body.
        case get
        /// No request body, and no response body.
        case head
        /// Bytes in memory.
        case post
        /// Bytes from the read callback.
        case upload
    }

    /// Sets the kind of request body.
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

    /// Sets the request target on the request line.
    func setTarget(_ target: String) {
        guard self.target != target else { return }
        self.target = target
        set(CURLOPT_REQUEST_TARGET, target)
    }

    /// Sets the maximum age of cached addresses in seconds; -1 skips the check.
    func setAddressAge(_ seconds: Int) {
        guard addressAge != seconds else { return }
        addressAge = seconds
        set(CURLOPT_DNS_CACHE_TIMEOUT, seconds)
    }

    /// Sets a method that does not follow from the body; nil for the default method.
    func setMethod(_ method: String?) {
        guard self.method != method else { return }
        self.method = method
        if let method { set(CURLOPT_CUSTOMREQUEST, method) } else { set(CURLOPT_CUSTOMREQUEST, pointer: nil) }
    }

    /// Sets the headers to send. If they are the same as for the previous request, its list is kept.
    func setFields(_ headers: Headers, _ kind: RequestFields.Kind) -> RequestFields {
        if let fields, fields.lists(headers, kind) { return fields }
        let fields = RequestFields(headers, kind)
        self.fields = fields
        duet_easy_set_list(easy, CURLOPT_HTTPHEADER, fields.list)
        return fields
    }

    /// Sets the size of the receive buffer.
    func setBufferSize(_ size: Int) {
        guard bufferSize != size else { return }
        bufferSize = size
        set(CURLOPT_BUFFERSIZE, size)
    }

    /// libcurl's text for the last failure; nil if there is none.
    var errorText: String? {
        errorBuffer[0] == 0 ? nil : String(cString: errorBuffer)
    }

    func set(_ option: CURLoption, _ value: Int) {
        duet_easy_set_long(easy, option, value)
    }

    func set(_ option: CURLoption, _ value: String) {
        // Passing the string as an implicit pointer would copy it to an array first.
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

    /// The socket of the connection in use; nil if there is none.
    var activeSocket: Int32? {
        var socket = duet_socket_bad
        duet_easy_get_socket(easy, CURLINFO_ACTIVESOCKET, &socket)
        return socket == duet_socket_bad ? nil : socket
    }

    /// The peer's address. The string is reused while the address stays the same.
    func remoteAddress() -> String? {
        var value: UnsafeMutablePointer<CChar>?
        duet_easy_get_string(easy, CURLINFO_PRIMARY_IP, &value)
        guard let value else { return nil }
        if let address, address.withCString({ strcmp($0, value) }) == 0 { return address }
        address = String(cString: value)
        return address
    }
}
