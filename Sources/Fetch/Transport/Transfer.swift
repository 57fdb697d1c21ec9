public import HTTPValues

/// Where a transport and the reader of a response meet: one exchange on its way.
///
/// The transport puts in a head, bytes and an end; the reader takes them out, waiting as a task or as a thread.
/// A *collected* transfer wakes its reader once, when everything is there. A *streamed* one hands out bytes as
/// they come and refuses more when the reader lags, which makes the transport stop reading from the network.
public final class Transfer: Sendable {
    /// How the response is read.
    public enum Mode: Sendable, Hashable {
        /// As a whole, of at most `limit` bytes.
        case collect(limit: Int)
        /// In pieces.
        case stream
    }

    /// What the transport is to do with bytes that it offered.
    public enum Flow: Sendable {
        /// They were taken.
        case proceed
        /// They were not: offer them again after ``TransferControl/resumeDownload()``.
        case pause
        /// They were not and never will be: end the transfer with this error.
        case stop(FetchError)
    }

    /// How the response is read.
    public let mode: Mode
    /// The request body on its way, when it comes from a sequence.
    public let upload: UploadQueue?
    /// Whether the reader is a blocked thread.
    public let isBlocking: Bool

    let state = Locked(State())

    struct State: ~Copyable, Awaitable {
        var head: ResponseHead?
        var collected = ByteBuilder()
        var chunks = ChunkQueue()
        var isRefusing = false
        /// How many bytes are collected at most; nil while they are handed out in pieces.
        var collects: Int?
        var outcome: Result<TransferSummary, FetchError>?
        /// Whether the collected body was handed out.
        var isTaken = false
        var waiters = Waiters()
        var control: (any TransferControl)?
        var endActions = ShortList<@Sendable () -> Void>()
    }

    /// Bytes that a stream holds for its reader before it refuses more; it asks for more again at half of that.
    static let highWater = 2 << 20

    /// An exchange about to start.
    package init(mode: Mode, upload: UploadQueue? = nil, isBlocking: Bool = false) {
        self.mode = mode
        self.upload = upload
        self.isBlocking = isBlocking
        if case .collect(let limit) = mode { state.withLock { $0.collects = limit } }
    }
}

// MARK: - The transport's side

extension Transfer {
    /// Tells who carries this transfer. Called by the transport before anything else.
    public func attach(_ control: any TransferControl) {
        state.withLock { state in
            if state.outcome == nil { state.control = control }
        }
        upload?.attach(control)
    }

    /// Gives the final head of the response; interim (1xx) heads are not given.
    public func receive(_ head: ResponseHead) {
        take(head)
        announce()
    }

    /// Gives bytes of the body. They are copied, and may come to the reader together with those before or behind them.
    public func receive(_ bytes: UnsafeRawBufferPointer) -> Flow {
        let flow = take(bytes)
        announce()
        return flow
    }

    /// Gives a piece of the body, which a reader of pieces gets as it is.
    public func receive(_ piece: Bytes) -> Flow {
        let flow = state.withLock { state in
            let flow = state.flow(of: piece.count)
            guard case .proceed = flow else { return flow }
            if state.collects != nil { state.collected.append(piece) } else { state.chunks.append(piece) }
            return flow
        }
        announce()
        return flow
    }

    /// The same as ``receive(_:)`` for a transport that calls ``announce()`` when it has given all that came together.
    package func take(_ head: ResponseHead) {
        state.withLock { $0.head = head }
    }

    /// The same as ``receive(_:)`` for a transport that calls ``announce()`` when it has given all that came together.
    package func take(_ bytes: UnsafeRawBufferPointer) -> Flow {
        state.withLock { state in
            let flow = state.flow(of: bytes.count)
            guard case .proceed = flow else { return flow }
            if state.collects != nil { state.collected.append(bytes) } else { state.chunks.append(copying: bytes) }
            return flow
        }
    }

    /// Wakes a reader of pieces, for which there are some. Who reads a response as a whole is woken by its end.
    package func announce() {
        guard mode == .stream else { return }
        state.withLock { $0.collects == nil ? $0.waiters.takeWakeUp() : .none }.run()
    }

    /// Ends the transfer. Only the first end counts.
    public func finish(_ outcome: Result<TransferSummary, FetchError>) {
        let (wakeUp, actions) = state.withLock { state -> (WakeUp, ShortList<@Sendable () -> Void>) in
            guard state.outcome == nil else { return (.none, ShortList()) }
            state.outcome = outcome
            state.control = nil
            return (state.waiters.takeWakeUp(), state.endActions.takeAll())
        }
        upload?.close()
        wakeUp.run()
        actions.forEach { $0() }
    }
}

// MARK: - State

extension Transfer.State {
    /// What is to happen to so many bytes.
    mutating func flow(of count: Int) -> Transfer.Flow {
        if let collects {
            guard count <= collects - collected.count else { return .stop(.tooLarge(limit: collects)) }
            if collected.room < count, collected.count > 0 || count >= Self.smallPiece { reserve() }
            return .proceed
        }
        isRefusing = chunks.byteCount >= Transfer.highWater
        return isRefusing ? .pause : .proceed
    }

    /// With a first piece of fewer bytes than these, mostly the body is not worth asking the head for its length.
    private static var smallPiece: Int { 4 << 10 }

    /// Makes room for a body of the length that the head announces. Servers may lie: that memory must be there is not
    /// taken for granted, and only what comes uses it.
    mutating func reserve() {
        guard let collects, let length = head?.contentLength else { return }
        collected.reserveIfPossible(min(length, collects))
    }

    mutating func pollHead() -> Result<ResponseHead, FetchError>? {
        if let head { return .success(head) }
        switch outcome {
        case .failure(let error): return .failure(error)
        case .success: return .failure(.withoutResponse)
        case nil: return nil
        }
    }

    mutating func pollWhole() -> Result<CollectedResponse, FetchError>? {
        switch outcome {
        case .success(let summary):
            guard let head else { return .failure(.withoutResponse) }
            // What came before it was to be collected was held to no limit.
            if let collects, collected.count > collects { return .failure(.tooLarge(limit: collects)) }
            guard !isTaken else { return .failure(FetchError(.streamConsumed, "The body was taken before")) }
            isTaken = true
            return .success(CollectedResponse(head: head, body: collected.take(), summary: summary))
        case .failure(let error): return .failure(error)
        case nil: return nil
        }
    }

    var hasPart: Bool { !chunks.isEmpty || outcome != nil }

    mutating func pollPart() -> Result<BodyPart, FetchError>? {
        if let chunk = chunks.popFirst() { return .success(.bytes(chunk)) }
        return outcome?.map(BodyPart.end)
    }
}
