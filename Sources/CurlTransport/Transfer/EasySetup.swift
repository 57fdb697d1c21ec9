import CCurl
import Fetch
import Glibc
import HTTPValues

/// A request laid out on an easy handle, and what must live as long as it is under way.
///
/// The handle may have carried another request before: what one request sets, the next one sets as well, or the handle
/// is marked as not to be used again. The options of all requests are those of ``PoolSetup``.
struct EasySetup: ~Copyable {
    /// Whether the body comes through the read callback.
    private(set) var readsBody = false
    /// Whether the body can be sent from the start again.
    private var isSeekable = false
    /// Whether all of the body was handed to libcurl.
    private(set) var isUploadComplete = true
    /// Whether there is a body.
    var hasBody: Bool { bytes != nil || readsBody }
    /// The length of the body, when it is known.
    private var bodyLength: Int?

    private var proxyHeaderList: HeaderList?
    private var bytes: Bytes?
    private var file: Int32 = -1
    private var fileOffset = 0
    private var taken = 0
    private let upload: UploadQueue?

    /// A body of at most this many bytes leaves with the head in one piece.
    static let oneSend = 64 << 10
    private static let usualBuffer = 16 << 10
    private static let streamBuffer = 120 << 10
    /// Twice as many bytes at once are worth a tenth of the time of a large upload.
    private static let uploadBuffer = 256 << 10

    init(
        _ request: WireRequest, on handle: EasyHandle, versions: HTTPVersions, upload: UploadQueue?
    ) throws(FetchError) {
        self.upload = upload
        handle.setTarget(Self.target(of: request))
        handle.setBufferSize(request.isStreamed ? Self.streamBuffer : Self.usualBuffer)
        if versions != .http1 { setSharing(versions, request, handle) }
        if let proxy = request.proxy { setProxy(proxy, handle) }
        try setBody(request, handle)
        setHeaders(request, handle)
    }

    deinit {
        if file >= 0 { close(file) }
    }

    // MARK: Where to

    /// What the request line says: a path for the server itself, all of the URL for a proxy that is to understand it
    /// (RFC 9112 section 3.2).
    private static func target(of request: WireRequest) -> String {
        if let target = request.target { return target }
        guard let proxy = request.proxy, proxy.scheme == .http || proxy.scheme == .https, !request.url.isSecure else {
            return request.url.target
        }
        return request.url.originText + request.url.target
    }

    private func setSharing(_ versions: HTTPVersions, _ request: WireRequest, _ handle: EasyHandle) {
        handle.set(CURLOPT_PIPEWAIT, request.url.isSecure ? 1 : 0)
        guard versions == .http2PriorKnowledge, !request.url.isSecure else { return }
        // libcurl 7.88 begins HTTP/2 anew with each request on such a connection, which breaks all but the first.
        handle.set(CURLOPT_FRESH_CONNECT, 1)
        forbidReuse(of: handle)
    }

    private mutating func setProxy(_ proxy: ProxyTarget, _ handle: EasyHandle) {
        handle.isReusable = false
        let host = proxy.host.contains(":") ? "[\(proxy.host)]" : proxy.host
        // Names are resolved by the SOCKS proxy, as httpx has it for both spellings.
        let scheme = proxy.scheme == .socks5 ? ProxyTarget.Scheme.socks5h : proxy.scheme
        handle.set(CURLOPT_PROXY, "\(scheme.rawValue)://\(host):\(proxy.port)")
        handle.set(CURLOPT_PROXYAUTH, duet_auth_basic)
        if let username = proxy.username { handle.set(CURLOPT_PROXYUSERNAME, username) }
        if let password = proxy.password { handle.set(CURLOPT_PROXYPASSWORD, password) }
        handle.set(CURLOPT_HEADEROPT, Int(CURLHEADER_SEPARATE))
        let fields = HeaderList(proxy.headers, suppressing: ["Proxy-Connection"])
        duet_easy_set_list(handle.easy, CURLOPT_PROXYHEADER, fields.first)
        proxyHeaderList = consume fields
    }

    private func forbidReuse(of handle: EasyHandle) {
        handle.set(CURLOPT_FORBID_REUSE, 1)
        handle.isReusable = false
    }

    // MARK: Body

    private mutating func setBody(_ request: WireRequest, _ handle: EasyHandle) throws(FetchError) {
        switch request.body {
        case .bytes(let bytes) where bytes.count > Self.oneSend:
            // Through the callback, which shows how far the sending is: the time limits depend on it.
            self.bytes = bytes
            isSeekable = true
            setUpload(length: bytes.count, handle)
        case .bytes(let bytes) where !bytes.isEmpty:
            self.bytes = bytes
            bodyLength = bytes.count
            handle.setBody(.post)
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
            handle.setBody(request.method == .head ? .head : .get)
        }
        let isNatural = !hasBody && (request.method == .get || request.method == .head)
        handle.setMethod(isNatural ? nil : request.method.rawValue)
    }

    private mutating func setUpload(length: Int?, _ handle: EasyHandle) {
        readsBody = true
        isUploadComplete = false
        bodyLength = length
        handle.isReusable = false
        // An earlier body that is left there would keep libcurl from rewinding this one.
        handle.set(CURLOPT_POSTFIELDS, pointer: nil)
        handle.setBody(.upload)
        if isSeekable { handle.installRewinding() }
        handle.set(CURLOPT_UPLOAD_BUFFERSIZE, Self.uploadBuffer)
        duet_easy_set_offset(handle.easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(length ?? -1))
    }

    /// Copies the next bytes of the body into `buffer`.
    mutating func takeBody(into buffer: UnsafeMutableRawBufferPointer) -> UploadQueue.Taken {
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

    private mutating func takeFromSource(into buffer: UnsafeMutableRawBufferPointer) -> UploadQueue.Taken {
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
    mutating func rewind(to offset: Int) -> Bool {
        guard isSeekable else { return false }
        taken = offset
        isUploadComplete = false
        return true
    }

    // MARK: Headers

    private func setHeaders(_ request: WireRequest, _ handle: EasyHandle) {
        let kind = RequestFields.Kind(hasBody: hasBody, usesProxy: request.usesProxy)
        if handle.setFields(request.headers, kind).haveClose { forbidReuse(of: handle) }
    }
}
