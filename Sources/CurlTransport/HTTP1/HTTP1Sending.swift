import Fetch
import HTTPValues

/// What an HTTP/1.1 connection has to send for a request: the head, and the body as fast as the peer takes it.
struct HTTP1Sending: ~Copyable {
    /// The next step of sending.
    enum Step {
        /// The bytes of ``outgoing`` are next.
        case send
        /// A part of a file is next.
        case sendFile(descriptor: Int32, offset: Int, count: Int)
        /// The peer is asked first whether it wants the body (RFC 9110 section 10.1.1).
        case awaitContinue
        /// The source of the body has nothing yet.
        case awaitSource
        /// Everything was sent.
        case done
        /// The source of the body failed.
        case failed(FetchError)
    }

    /// The progress of what was sent.
    struct Progress: Equatable {
        /// Whether the last byte of the head was among it.
        var finishesHead = false
        /// How much of the body was among it.
        var bodyCount = 0
    }

    private(set) var outgoing: OutgoingBytes
    /// A body in memory that follows the head.
    private var wholeBody: Bytes?
    private var source: RequestBodySource?
    private let upload: UploadQueue?
    private var piece = ByteBuilder()
    private let isChunked: Bool
    private var awaitsContinue: Bool
    private var isBodyTaken: Bool
    private var isBodyDropped = false
    private var isHeadSent = false
    /// Whether the body is not sent together with the head.
    let hasSeparateBody: Bool
    /// Whether the request forbids another one on the connection.
    let endsConnection: Bool
    /// The number of bytes of the body that were sent.
    private(set) var bodyCount = 0

    /// The size of a body that is sent together with the head, and of the pieces in which others are read.
    private static let pieceSize = 64 << 10

    /// - Parameters:
    ///   - lines: Writes the header lines.
    ///   - origin: The server, if known.
    /// - Throws: ``FetchError`` if the request cannot be sent.
    init(
        _ request: WireRequest, upload: UploadQueue?, lines: HeaderLines = HeaderLines(),
        origin: LiveTransfer.Origin? = nil
    ) throws(FetchError) {
        let framing = Self.framing(of: request)
        let expectsContinue = framing != .none && request.headers.list("Expect", contains: "100-continue")
        var bytes: Bytes?
        if case .bytes(let all) = request.body, !all.isEmpty, framing != .chunked { bytes = all }
        let isSentWithHead = !expectsContinue && bytes.map { $0.count <= Self.pieceSize } == true
        let text = try lines.text(of: request, framing: framing, origin: origin)
        let head = try Self.head(of: request, text.bytes, with: isSentWithHead ? bytes : nil)
        let source = bytes == nil && framing != .none ? try RequestBodySource(request.body, upload: upload) : nil
        outgoing = head
        self.upload = upload
        wholeBody = isSentWithHead ? nil : bytes
        hasSeparateBody = wholeBody != nil || source.isSome
        isBodyTaken = !hasSeparateBody
        awaitsContinue = expectsContinue && hasSeparateBody
        isChunked = framing == .chunked
        endsConnection = text.endsConnection
        self.source = consume source
    }

    /// Returns the head, followed by a body that is sent with it.
    private static func head(
        of request: WireRequest, _ lines: Bytes, with body: Bytes?
    ) throws(FetchError) -> OutgoingBytes {
        let line: RequestLineText
        do throws(HeaderError) {
            line = try RequestLineText(method: request.method, target: request.target ?? request.defaultTarget)
        } catch {
            throw FetchError(.invalidRequest, "\(error)")
        }
        var buffer = ByteBuilder()
        buffer.reserve(line.capacity + lines.count + (body?.count ?? 0))
        buffer.append(line)
        buffer.append(lines)
        let count = buffer.count
        if let body { buffer.append(body) }
        return OutgoingBytes(buffer.take(), leadingCount: count, bodyCount: body?.count ?? 0)
    }

    // MARK: State

    /// Whether the head was sent and the body waits for the server's consent.
    var isAwaitingContinue: Bool { awaitsContinue && outgoing.isEmpty }

    /// Whether the whole request was sent.
    var isDone: Bool { outgoing.isEmpty && isBodyTaken && !isBodyDropped }

    // MARK: Progress

    /// Notes that this many bytes of ``outgoing`` were sent.
    mutating func sent(_ count: Int) -> Progress {
        var progress = Progress(bodyCount: outgoing.removeFirst(count))
        bodyCount += progress.bodyCount
        if !isHeadSent, outgoing.isInBody {
            isHeadSent = true
            progress.finishesHead = true
        }
        return progress
    }

    /// Notes that this many bytes of the file were sent.
    ///
    /// - Throws: ``FetchError`` if the file is shorter than stated.
    mutating func sentFile(_ count: Int) throws(FetchError) -> Progress {
        if case .failed(let error) = source?.tookFile(count) { throw error }
        bodyCount += count
        isBodyTaken = isSourceComplete
        return Progress(bodyCount: count)
    }

    /// Notes that the peer wants the body, or did not say so in time.
    mutating func mayContinue() {
        awaitsContinue = false
    }

    /// Leaves a body unsent that the peer did not wait for.
    mutating func dropAwaitedBody() {
        guard awaitsContinue else { return }
        awaitsContinue = false
        isBodyTaken = true
        isBodyDropped = true
    }

    /// Determines what is next. Takes the next piece of the body if all before it was sent.
    ///
    /// - Parameter sendsFiles: Whether files can be sent without being read.
    mutating func next(sendsFiles: Bool = false) -> Step {
        if !outgoing.isEmpty { return .send }
        if awaitsContinue { return .awaitContinue }
        guard !isBodyTaken else { return .done }
        if let wholeBody {
            outgoing = OutgoingBytes(wholeBody, bodyCount: wholeBody.count)
            isBodyTaken = true
            return .send
        }
        if sendsFiles, !isChunked, let rest = source?.fileRest, rest.count > 0 {
            return .sendFile(descriptor: rest.descriptor, offset: rest.offset, count: rest.count)
        }
        return takePiece()
    }

    // MARK: Pieces

    private mutating func takePiece() -> Step {
        var taken = UploadQueue.Taken.end
        var start = 0
        piece.append(capacity: Self.pieceSize) { memory in
            guard isChunked else {
                taken = source?.take(into: memory) ?? .end
                return taken.count
            }
            let room = ChunkFrame.leading..<memory.count - Self.chunkEnd
            taken = source?.take(into: UnsafeMutableRawBufferPointer(rebasing: memory[room])) ?? .end
            guard taken.count > 0 else { return 0 }
            start = ChunkFrame.write(around: taken.count, in: memory)
            return ChunkFrame.leading + taken.count + ChunkFrame.trailing
        }
        let isLast: Bool
        switch taken {
        case .nothingYet: return .awaitSource
        case .failed(let error): return .failed(error)
        case .bytes: isLast = isSourceComplete
        case .end: isLast = true
        }
        if isChunked, isLast, let error = endChunks() { return .failed(error) }
        isBodyTaken = isLast
        let bytes = piece.take()
        outgoing = OutgoingBytes(
            bytes.slice(start..<bytes.count), leadingCount: start > 0 ? ChunkFrame.leading - start : 0,
            bodyCount: taken.count)
        return outgoing.isEmpty ? .done : .send
    }

    /// Appends the end of the body. Returns the error of a trailer that must not be sent.
    private mutating func endChunks() -> FetchError? {
        do throws(HeaderError) {
            piece.append(try LastChunkText(trailers: upload?.trailers ?? Headers()))
            return nil
        } catch {
            return FetchError(.invalidRequest, "\(error)")
        }
    }

    /// The room after a chunk, for the end of the body as well.
    private static let chunkEnd = ChunkFrame.trailing + 5

    private var isSourceComplete: Bool {
        switch source {
        case .some(let source): source.isComplete
        case .none: true
        }
    }

    /// The framing of the request. A stated length is kept if there is no body, and chunks if the user asks for them.
    private static func framing(of request: WireRequest) -> BodyFraming {
        let length: Int?
        switch request.body {
        case .bytes(let bytes) where !bytes.isEmpty: length = bytes.count
        case .file(_, _, let count): length = count
        case .upload(let count): length = count
        case .none, .bytes: return request.headers.contains("Content-Length") ? .length(0) : .none
        }
        guard let length, !request.headers.list("Transfer-Encoding", contains: "chunked") else { return .chunked }
        return .length(length)
    }
}

extension UploadQueue.Taken {
    fileprivate var count: Int { if case .bytes(let count) = self { count } else { 0 } }
}

extension Optional where Wrapped: ~Copyable {
    fileprivate var isSome: Bool {
        switch self {
        case .some: true
        case .none: false
        }
    }
}
