import Fetch
import HTTPValues

/// What an HTTP/1.1 connection has to send for a request: the head, and the body as fast as the peer takes it.
struct HTTP1Sending: ~Copyable {
    /// The next step of sending.
    enum Step {
        /// The bytes of ``outgoing`` are next.
        case send
        /// The peer is asked first whether it wants the body (RFC 9110 section 10.1.1).
        case awaitContinue
        /// The source of the body has nothing yet.
        case awaitSource
        /// Everything was sent.
        case done
        /// The source of the body failed.
        case failed(FetchError)
    }

    private var pending: Bytes
    private var body: RequestBodySource?
    private let isChunked: Bool
    private var awaitsContinue: Bool
    private(set) var isBodyTaken: Bool
    /// The number of bytes of the body that were taken.
    private(set) var bodyCount: Int

    /// The size of a body that is sent together with the head, and of the pieces in which a larger one is sent.
    private static let pieceSize = 64 << 10

    /// - Throws: ``FetchError`` if the request cannot be sent.
    init(_ request: WireRequest, upload: UploadQueue?) throws(FetchError) {
        let framing = Self.framing(of: request)
        let expectsContinue = framing != .none && request.headers.list("Expect", contains: "100-continue")
        var whole: Bytes?
        if case .bytes(let bytes) = request.body, bytes.count <= Self.pieceSize, !expectsContinue { whole = bytes }
        let head = try Self.head(of: request, framing: framing, with: whole)
        let source = whole == nil ? try RequestBodySource(request.body, upload: upload) : nil
        isChunked = framing == .chunked
        pending = head
        bodyCount = whole?.count ?? 0
        switch source {
        case .some: isBodyTaken = false
        case .none: isBodyTaken = true
        }
        awaitsContinue = expectsContinue && !isBodyTaken
        body = consume source
    }

    /// Returns the head, followed by a body that is sent with it.
    private static func head(
        of request: WireRequest, framing: BodyFraming, with body: Bytes?
    ) throws(FetchError) -> Bytes {
        var buffer = ByteBuilder()
        do throws(HeaderError) {
            let head = try RequestHeadText(request, framing: framing)
            buffer.reserve(head.capacity + (body?.count ?? 0))
            buffer.append(head)
        } catch {
            throw FetchError(.invalidRequest, "\(error)")
        }
        if let body { buffer.append(body) }
        return buffer.take()
    }

    /// Whether the body is read in pieces.
    var readsBody: Bool {
        switch body {
        case .some: true
        case .none: false
        }
    }

    /// Whether the head was sent and the body waits for the server's consent.
    var isAwaitingContinue: Bool { awaitsContinue && pending.isEmpty }

    /// The bytes to send now.
    var outgoing: Bytes { pending }

    /// Notes that this many bytes of ``outgoing`` were sent.
    mutating func sent(_ count: Int) {
        pending = count < pending.count ? pending.slice(count..<pending.count) : Bytes()
    }

    /// Notes that the peer wants the body, or did not say so in time.
    mutating func mayContinue() {
        awaitsContinue = false
    }

    /// Determines what is next. Takes the next piece of the body if all before it was sent.
    mutating func next() -> Step {
        if !pending.isEmpty { return .send }
        if awaitsContinue { return .awaitContinue }
        guard !isBodyTaken else { return .done }
        return takePiece()
    }

    private mutating func takePiece() -> Step {
        var taken = UploadQueue.Taken.end
        var piece = ByteBuilder()
        piece.append(capacity: Self.pieceSize) { memory in
            taken = body?.take(into: UnsafeMutableRawBufferPointer(rebasing: memory[..<Self.pieceSize])) ?? .end
            guard case .bytes(let count) = taken else { return 0 }
            return count
        }
        switch taken {
        case .nothingYet: return .awaitSource
        case .failed(let error): return .failed(error)
        case .end: isBodyTaken = true
        case .bytes(let count):
            bodyCount += count
            isBodyTaken = isComplete
        }
        pending = framed(piece.take())
        return pending.isEmpty ? .done : .send
    }

    private var isComplete: Bool {
        switch body {
        case .some(let body): body.isComplete
        case .none: true
        }
    }

    private func framed(_ piece: Bytes) -> Bytes {
        guard isChunked else { return piece }
        var chunk = ByteBuilder()
        chunk.append(ChunkText(piece))
        if isBodyTaken { chunk.append(LastChunkText()) }
        return chunk.take()
    }

    /// The framing of the request. Without a body, a stated length is kept.
    private static func framing(of request: WireRequest) -> BodyFraming {
        switch request.body {
        case .bytes(let bytes) where !bytes.isEmpty: .length(bytes.count)
        case .file(_, _, let length): .length(length)
        case .upload(let length): length.map { .length($0) } ?? .chunked
        case .none, .bytes: request.headers.contains("Content-Length") ? .length(0) : .none
        }
    }
}

extension RequestHeadText {
    /// - Throws: ``HeaderError`` if a part must not be sent.
    fileprivate init(_ request: WireRequest, framing: BodyFraming) throws(HeaderError) {
        let proxy = request.forwardingProxy
        try self.init(
            method: request.method, target: request.target ?? request.defaultTarget, headers: request.headers,
            framing: framing, host: request.url.hostHeader, proxyHeaders: proxy?.requestHeaders ?? Headers())
    }
}

extension ProxyTarget {
    /// The headers for the proxy itself.
    fileprivate var requestHeaders: Headers {
        var headers = Headers()
        if username != nil || password != nil {
            let credentials = BasicAuthentication(username: username ?? "", password: password ?? "")
            headers.add(name: "Proxy-Authorization", value: credentials.value)
        }
        headers.add(contentsOf: self.headers)
        return headers
    }
}
