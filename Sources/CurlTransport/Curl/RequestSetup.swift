import CCurl
import Fetch
import Glibc
import HTTPValues

/// A request set up on an easy handle, with the objects that must live as long as the request.
///
/// The handle may have served another request before. Whatever one request sets, the next one sets as well, or the
/// handle is marked as not reusable. ``ClientSetup`` has the options that are the same for all requests.
struct RequestSetup: ~Copyable {
    /// A body that libcurl gets as a whole.
    private var bytes: Bytes?
    /// A body that libcurl gets through the read callback.
    private var source: RequestBodySource?
    private var proxyHeaderList: HeaderList?

    /// The maximum size, in bytes, of a body that is sent together with the head.
    static let oneSend = 64 << 10
    private static let usualBuffer = 16 << 10
    private static let streamBuffer = 120 << 10
    /// Doubling the buffer saves a tenth of the time of a large upload.
    private static let uploadBuffer = 256 << 10

    init(
        _ request: WireRequest, on handle: EasyHandle, versions: HTTPVersions, upload: UploadQueue?
    ) throws(FetchError) {
        handle.setTarget(request.target ?? request.defaultTarget)
        handle.setBufferSize(request.isStreamed ? Self.streamBuffer : Self.usualBuffer)
        if versions != .http1 { setSharing(versions, request, handle) }
        if let proxy = request.proxy { setProxy(proxy, handle) }
        try setBody(of: request, from: upload, handle)
        setHeaders(request, handle)
    }

    private func setSharing(_ versions: HTTPVersions, _ request: WireRequest, _ handle: EasyHandle) {
        handle.set(CURLOPT_PIPEWAIT, request.url.isSecure ? 1 : 0)
        guard versions == .http2PriorKnowledge, !request.url.isSecure else { return }
        // libcurl 7.88 restarts HTTP/2 for each request on such a connection, which breaks all but the first.
        handle.set(CURLOPT_FRESH_CONNECT, 1)
        handle.forbidReuse()
    }

    private mutating func setProxy(_ proxy: ProxyTarget, _ handle: EasyHandle) {
        proxyHeaderList = handle.setProxy(proxy)
    }

    // MARK: Body

    private mutating func setBody(
        of request: WireRequest, from upload: UploadQueue?, _ handle: EasyHandle
    ) throws(FetchError) {
        switch request.body {
        case .bytes(let bytes) where bytes.count > Self.oneSend:
            // Sent through the callback, which shows the progress that the timeouts depend on.
            setUpload(RequestBodySource(bytes), handle)
        case .bytes(let bytes) where !bytes.isEmpty:
            self.bytes = bytes
            handle.setBody(.post)
            duet_easy_set_offset(handle.easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(bytes.count))
            bytes.withUnsafeBytes { buffer in
                // The pointer stays valid: `bytes` is immutable and kept until the handle has been removed.
                handle.set(CURLOPT_POSTFIELDS, pointer: UnsafeMutableRawPointer(mutating: buffer.baseAddress))
            }
        case .file(let path, let offset, let length):
            setUpload(try RequestBodySource(file: path, offset: offset, length: length), handle)
        case .upload(let length):
            setUpload(RequestBodySource(upload, length: length), handle)
        case .none, .bytes:
            handle.setBody(request.method == .head ? .head : .get)
        }
        let isNatural = !hasBody && (request.method == .get || request.method == .head)
        handle.setMethod(isNatural ? nil : request.method.rawValue)
    }

    private mutating func setUpload(_ source: consuming RequestBodySource, _ handle: EasyHandle) {
        handle.isReusable = false
        // A leftover earlier body would keep libcurl from rewinding this one.
        handle.set(CURLOPT_POSTFIELDS, pointer: nil)
        handle.setBody(.upload)
        if source.isSeekable { handle.installRewinding() }
        handle.set(CURLOPT_UPLOAD_BUFFERSIZE, Self.uploadBuffer)
        duet_easy_set_offset(handle.easy, CURLOPT_INFILESIZE_LARGE, curl_off_t(source.length ?? -1))
        self.source = consume source
    }

    /// Whether libcurl gets the body through the read callback.
    var readsBody: Bool {
        switch source {
        case .some: true
        case .none: false
        }
    }

    /// Whether there is a body.
    var hasBody: Bool { bytes != nil || readsBody }

    /// Whether libcurl has taken the whole body.
    var isUploadComplete: Bool {
        switch source {
        case .some(let source): source.isComplete
        case .none: true
        }
    }

    /// Whether the body can be sent from its start: nothing of it was taken, or it can be rewound.
    var canSendBodyNow: Bool {
        switch source {
        case .some(let source): source.isAtStart || source.isSeekable
        case .none: true
        }
    }

    /// Copies the next bytes of the body into `buffer`.
    mutating func takeBody(into buffer: UnsafeMutableRawBufferPointer) -> UploadQueue.Taken {
        source?.take(into: buffer) ?? .end
    }

    /// Moves to `offset` of the body to send it again. Returns false if that is not possible.
    mutating func rewind(to offset: Int) -> Bool {
        source?.rewind(to: offset) ?? false
    }

    // MARK: Headers

    private func setHeaders(_ request: WireRequest, _ handle: EasyHandle) {
        let kind = RequestFields.Kind(hasBody: hasBody, usesProxy: request.usesProxy)
        if handle.setFields(request.headers, kind).endsConnection { handle.forbidReuse() }
    }
}
