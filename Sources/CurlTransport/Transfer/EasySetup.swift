import CCurl
import Fetch
import Glibc

/// A request laid out on an easy handle, and what must live as long as it is under way.
///
/// Everything that libcurl would decide on its own is switched off here: redirects, cookies, environment, netrc,
/// content decoding, `Expect`, a default Content-Type. See the traps listed with each option.
final class EasySetup {
    /// Whether the body comes through the read callback.
    private(set) var readsBody = false
    /// Whether the body can be sent from the start again.
    private(set) var isSeekable = false
    /// Whether all of the body was handed to libcurl.
    private(set) var isUploadComplete = true
    /// Whether there is a body.
    var hasBody: Bool { bytes != nil || readsBody }
    /// The length of the body, when it is known.
    private(set) var bodyLength: Int?

    private var headerList: UnsafeMutablePointer<curl_slist>?
    private var proxyHeaderList: UnsafeMutablePointer<curl_slist>?
    private var bytes: Bytes?
    private var file: Int32 = -1
    private var fileOffset = 0
    private var taken = 0
    private let upload: UploadQueue?

    /// A body of at most this many bytes leaves with the head in one piece.
    static let oneSend = 64 << 10
    private static let streamBuffer = 256 << 10

    init(_ request: WireRequest, on handle: EasyHandle, options: CurlOptions, upload: UploadQueue?) throws(FetchError) {
        self.upload = upload
        setCommon(request, handle)
        setVersion(options.versions, request, handle)
        setProxy(request.proxy, handle)
        if request.url.isSecure || request.proxy?.scheme == .https { setTLS(options, handle) }
        if let path = options.unixSocketPath { handle.set(CURLOPT_UNIX_SOCKET_PATH, path) }
        if let address = options.localAddress { handle.set(CURLOPT_INTERFACE, address) }
        setIdle(options.limits, handle)
        try setBody(request, handle)
        setHeaders(request, handle)
    }

    deinit {
        curl_slist_free_all(headerList)
        curl_slist_free_all(proxyHeaderList)
        if file >= 0 { close(file) }
    }

    // MARK: Options

    private func setCommon(_ request: WireRequest, _ handle: EasyHandle) {
        handle.set(CURLOPT_URL, request.url.text)
        handle.set(CURLOPT_NOSIGNAL, 1)
        handle.set(CURLOPT_PATH_AS_IS, 1)
        handle.set(CURLOPT_PROTOCOLS_STR, "http,https")
        handle.set(CURLOPT_QUICK_EXIT, 1)  // a cancelled look-up would hold up the whole loop
        handle.set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        handle.set(CURLOPT_TCP_KEEPALIVE, 1)
        if let target = request.target { handle.set(CURLOPT_REQUEST_TARGET, target) }
        if request.isStreamed { handle.set(CURLOPT_BUFFERSIZE, Self.streamBuffer) }
    }

    private func setVersion(_ versions: HTTPVersions, _ request: WireRequest, _ handle: EasyHandle) {
        switch versions {
        case .http1:
            handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        case .http2WhenNegotiated:
            handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2TLS))
            if request.url.isSecure { handle.set(CURLOPT_PIPEWAIT, 1) }
        case .http2PriorKnowledge:
            handle.set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_2_PRIOR_KNOWLEDGE))
            if request.url.isSecure {
                handle.set(CURLOPT_PIPEWAIT, 1)
            } else {
                // libcurl 7.88 begins HTTP/2 anew with each request on such a connection, which breaks all but the first.
                handle.set(CURLOPT_FRESH_CONNECT, 1)
                handle.set(CURLOPT_FORBID_REUSE, 1)
            }
        }
    }

    /// Always set, also to nothing: else libcurl reads the environment.
    private func setProxy(_ proxy: ProxyTarget?, _ handle: EasyHandle) {
        handle.set(CURLOPT_NOPROXY, "")
        guard let proxy else {
            handle.set(CURLOPT_PROXY, "")
            return
        }
        let host = proxy.host.contains(":") ? "[\(proxy.host)]" : proxy.host
        // Names are resolved by the SOCKS proxy, as httpx has it for both spellings.
        let scheme = proxy.scheme == .socks5 ? ProxyTarget.Scheme.socks5h : proxy.scheme
        handle.set(CURLOPT_PROXY, "\(scheme.rawValue)://\(host):\(proxy.port)")
        handle.set(CURLOPT_PROXYAUTH, duet_auth_basic)
        if let username = proxy.username { handle.set(CURLOPT_PROXYUSERNAME, username) }
        if let password = proxy.password { handle.set(CURLOPT_PROXYPASSWORD, password) }
        handle.set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        for field in proxy.headers.fields { append(field, to: &proxyHeaderList) }
        proxyHeaderList = curl_slist_append(proxyHeaderList, "Proxy-Connection:")
        duet_easy_set_list(handle.easy, CURLOPT_PROXYHEADER, proxyHeaderList)
    }

    private func setTLS(_ options: CurlOptions, _ handle: EasyHandle) {
        switch options.tls.verification {
        case .system:
            if let path = options.authoritiesPath { handle.set(CURLOPT_CAINFO, path) }
        case .authorities(let path):
            handle.set(CURLOPT_CAINFO, path)
        case .none:
            handle.set(CURLOPT_SSL_VERIFYPEER, 0)
            handle.set(CURLOPT_SSL_VERIFYHOST, 0)
        }
        // With a directory set, libcurl gives up its cache of parsed authorities: 19 ms for each new connection.
        handle.set(CURLOPT_CAPATH, pointer: nil)
        guard let certificate = options.tls.clientCertificate else { return }
        handle.set(CURLOPT_SSLCERT, certificate.certificatePath)
        handle.set(CURLOPT_SSLKEY, certificate.keyPath ?? certificate.certificatePath)
        if let password = certificate.password { handle.set(CURLOPT_KEYPASSWD, password) }
    }

    private func setIdle(_ limits: PoolLimits, _ handle: EasyHandle) {
        if limits.idle == 0 { handle.set(CURLOPT_FORBID_REUSE, 1) }
        guard let age = limits.idleAge else {
            handle.set(CURLOPT_MAXAGE_CONN, 1 << 30)
            return
        }
        // Whole seconds, the fraction is the reaper's.
        handle.set(CURLOPT_MAXAGE_CONN, max(1, Int(age.components.seconds) + 1))
    }

    // MARK: Body

    private func setBody(_ request: WireRequest, _ handle: EasyHandle) throws(FetchError) {
        switch request.body {
        case .bytes(let bytes) where bytes.count > Self.oneSend:
            // Through the callback, which shows how far the sending is: the time limits depend on it.
            self.bytes = bytes
            isSeekable = true
            setUpload(length: bytes.count, handle)
        case .bytes(let bytes) where !bytes.isEmpty:
            self.bytes = bytes
            bodyLength = bytes.count
            handle.set(CURLOPT_POST, 1)
            duet_easy_set_offset(handle.easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
            bytes.withUnsafeBytes { buffer in
                // The pointer stays valid: `bytes` is immutable and held until the handle has been detached.
                handle.set(CURLOPT_POSTFIELDS, pointer: UnsafeMutableRawPointer(mutating: buffer.baseAddress))
            }
        case .file(let path, let offset, let length):
            file = Glibc.open(path, O_RDONLY | O_CLOEXEC)
            guard file >= 0 else {
                throw FetchError(.bodySource, "Cannot read \(path): \(String(cString: strerror(errno)))")
            }
            fileOffset = offset
            isSeekable = true
            setUpload(length: length, handle)
        case .upload(let length):
            setUpload(length: length, handle)
        case .none, .bytes:
            handle.set(request.method == "HEAD" ? CURLOPT_NOBODY : CURLOPT_HTTPGET, 1)
        }
        let isNatural = ["GET", "HEAD"].contains(request.method) && !hasBody
        if !isNatural { handle.set(CURLOPT_CUSTOMREQUEST, request.method) }
    }

    private func setUpload(length: Int?, _ handle: EasyHandle) {
        readsBody = true
        isUploadComplete = false
        bodyLength = length
        handle.set(CURLOPT_UPLOAD, 1)
        handle.set(CURLOPT_UPLOAD_BUFFERSIZE, Self.streamBuffer)
        duet_easy_set_offset(handle.easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(length ?? -1))
    }

    /// Copies the next bytes of the body into `buffer`.
    func takeBody(into buffer: UnsafeMutableRawBufferPointer) -> UploadQueue.Taken {
        let result = takeFromSource(into: buffer)
        switch result {
        case .bytes(let count):
            taken += count
            guard taken <= bodyLength ?? .max else { return mismatch(taken) }
        case .end:
            isUploadComplete = true
            if let bodyLength, taken < bodyLength { return mismatch(taken) }
        case .nothingYet, .failed:
            break
        }
        if taken == bodyLength { isUploadComplete = true }
        return result
    }

    private func takeFromSource(into buffer: UnsafeMutableRawBufferPointer) -> UploadQueue.Taken {
        if let bytes { return take(from: bytes, into: buffer) }
        return file >= 0 ? takeFile(into: buffer) : upload?.take(into: buffer) ?? .end
    }

    private func take(from bytes: Bytes, into buffer: UnsafeMutableRawBufferPointer) -> UploadQueue.Taken {
        let count = min(buffer.count, bytes.count - taken)
        guard count > 0 else { return .end }
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[taken..<taken + count])) }
        return .bytes(count)
    }

    private func mismatch(_ taken: Int) -> UploadQueue.Taken {
        let more = taken > bodyLength ?? 0 ? "at least " : "only "
        return .failed(
            FetchError(
                .invalidRequest, "The body has \(more)\(taken) bytes, but its length was given as \(bodyLength ?? 0)"))
    }

    private func takeFile(into buffer: UnsafeMutableRawBufferPointer) -> UploadQueue.Taken {
        let wanted = min(buffer.count, (bodyLength ?? .max) - taken)
        guard wanted > 0 else { return .end }
        let count = pread(file, buffer.baseAddress, wanted, off_t(fileOffset + taken))
        guard count >= 0 else {
            return .failed(FetchError(.bodySource, "Cannot read the file: \(String(cString: strerror(errno)))"))
        }
        return count == 0 ? .end : .bytes(count)
    }

    /// Goes back to `offset` of the body, for sending it again.
    func rewind(to offset: Int) -> Bool {
        guard isSeekable else { return false }
        taken = offset
        isUploadComplete = false
        return true
    }

    // MARK: Headers

    private func setHeaders(_ request: WireRequest, _ handle: EasyHandle) {
        // Whoever sends `close` must not use the connection again (RFC 9112 section 9.6).
        if request.headers.all("Connection").contains(where: \.hasCloseOption) { handle.set(CURLOPT_FORBID_REUSE, 1) }
        for field in request.headers.fields { append(field, to: &headerList) }
        suppress("Accept", request)
        suppress("Proxy-Connection", request)
        if hasBody {
            suppress("Expect", request)
            suppress("Content-Type", request)
        }
        duet_easy_set_list(handle.easy, CURLOPT_HTTPHEADER, headerList)
    }

    /// A name with nothing behind its colon tells libcurl not to send that field on its own account.
    private func suppress(_ name: String, _ request: WireRequest) {
        guard !request.headers.contains(name) else { return }
        headerList = curl_slist_append(headerList, name + ":")
    }

    /// Puts three parts together as one string of C, which libcurl copies.
    private static func appending(
        _ name: String, _ separator: String, _ value: String, to list: UnsafeMutablePointer<curl_slist>?
    ) -> UnsafeMutablePointer<curl_slist>? {
        let count = name.utf8.count + separator.utf8.count + value.utf8.count
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: count + 1) { buffer in
            var end = 0
            for part in [name, separator, value] {
                for byte in part.utf8 {
                    buffer[end] = CChar(bitPattern: byte)
                    end += 1
                }
            }
            buffer[end] = 0
            return curl_slist_append(list, buffer.baseAddress)
        }
    }

    /// An empty value is spelled `Name;`, because `Name:` means the opposite.
    private func append(_ field: Headers.Field, to list: inout UnsafeMutablePointer<curl_slist>?) {
        list = Self.appending(field.name, field.value.isEmpty ? ";" : ": ", field.value, to: list)
    }
}

extension String {
    /// Whether `close` is among the options of this value of `Connection`.
    fileprivate var hasCloseOption: Bool {
        guard utf8.contains(UInt8(ascii: ",")) else { return trimmingBlanks.equalsIgnoringASCIICase("close") }
        return split(separator: ",").contains { String($0).trimmingBlanks.equalsIgnoringASCIICase("close") }
    }
}
