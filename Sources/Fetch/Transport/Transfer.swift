public import HTTPValues

/// An exchange in progress, shared by a transport and the reader of the response.
///
/// The transport passes in the head, the body and the end. The reader takes them out, waiting as a task or a thread.
/// A *collected* transfer wakes its reader once, when the response is complete. A *streamed* one hands out bytes as
/// they arrive and refuses more if the reader lags behind, which makes the transport stop reading from the network.
public final class Transfer: Sendable {
    /// How the response is read.
    public enum Mode: Sendable, Hashable {
        /// As a whole, with a body of at most `limit` bytes.
        case collect(limit: Int)
        /// In chunks.
        case stream
    }

    /// How the transport continues after it offered bytes.
    public enum Flow: Sendable {
        /// The bytes were accepted.
        case proceed
        /// The bytes were not accepted. Offer them again after ``TransferControl/resumeDownload()``.
        case pause
        /// The bytes will never be accepted. End the transfer with this error.
        case stop(FetchError)
    }

    /// How the response is read.
    public let mode: Mode
    /// The queue for the request body if it comes from a sequence.
    public let upload: UploadQueue?
    /// Whether the reader is a blocked thread.
    public let isBlocking: Bool

    let state = Locked(State())

    struct State: ~Copyable, Awaitable {
        var head: ResponseHead?
        var collected = ByteBuilder()
        var chunks = ChunkQueue()
        var isRefusing = false
        /// The maximum number of bytes to collect, or nil while they are handed out in chunks.
        var collects: Int?
        var outcome: Result<TransferSummary, FetchError>?
        /// Whether the collected body has been handed out.
        var isTaken = false
        var waiters = Waiters()
        var control: (any TransferControl)?
        var endActions = ShortList<@Sendable () -> Void>()
    }

    /// The number of buffered bytes at which a stream refuses more. It accepts more again at half of that.
    static let highWater = 2 << 20

    /// Creates a transfer for an exchange that is about to start.
    package init(mode: Mode, upload: UploadQueue? = nil, isBlocking: Bool = false) {
        self.mode = mode
        self.upload = upload
        self.isBlocking = isBlocking
        if case .collect(let limit) = mode { state.withLock { $0.collects = limit } }
    }
}

// MARK: - The transport's side

extension Transfer {
    /// Sets the transport's control for this transfer. The transport must call it before anything else.
    public func attach(_ control: any TransferControl) {
        state.withLock { state in
            if state.outcome == nil { state.control = control }
        }
        upload?.attach(control)
    }

    /// Passes in the head of the final response. Interim (1xx) heads must not be passed in.
    public func receive(_ head: ResponseHead) {
        take(head)
        announce()
    }

    /// Passes in bytes of the body. They are copied and may be combined with adjacent bytes.
    public func receive(_ bytes: UnsafeRawBufferPointer) -> Flow {
        let flow = take(bytes)
        announce()
        return flow
    }

    /// Passes in a chunk of the body. A streamed transfer hands it out unchanged.
    public func receive(_ piece: Bytes) -> Flow {
        let flow = take(piece)
        announce()
        return flow
    }

    /// Like ``receive(_:)``, but does not wake the reader. The transport calls ``announce()`` after a batch.
    package func take(_ head: ResponseHead) {
        state.withLock { $0.head = head }
    }

    /// Like ``receive(_:)``, but does not wake the reader. The transport calls ``announce()`` after a batch.
    package func take(_ bytes: UnsafeRawBufferPointer) -> Flow {
        state.withLock { state in
            let flow = state.flow(of: bytes.count)
            guard case .proceed = flow else { return flow }
            if state.collects != nil { state.collected.append(bytes) } else { state.chunks.append(copying: bytes) }
            return flow
        }
    }

    /// Like ``receive(_:)-(Bytes)``, but does not wake the reader. The transport calls ``announce()`` after a batch.
    package func take(_ piece: Bytes) -> Flow {
        state.withLock { $0.take(piece) }
    }

    /// Lets `fill` write up to `limit` bytes of the body where they are collected, without a copy. `fill` returns the
    /// number of bytes written.
    ///
    /// Returns false without calling `fill` if the body is not collected, or little more of it is accepted.
    package func collect(limit: Int, _ fill: (UnsafeMutableRawBufferPointer) -> Int) -> Bool {
        // The memory is taken out, so that the lock is not held while data is received.
        var lent = ByteBuilder()
        let room = state.withLock { $0.lend(limit, into: &lent) }
        guard room > 0 else { return false }
        lent.append(capacity: 0) { fill(UnsafeMutableRawBufferPointer(rebasing: $0[..<min(room, $0.count)])) }
        state.withLock { $0.takeBack(&lent) }
        return true
    }

    /// Wakes the reader of a streamed transfer. The reader of a collected one is woken at the end.
    package func announce() {
        guard mode == .stream else { return }
        state.withLock { $0.collects == nil ? $0.waiters.takeWakeUp() : .none }.run()
    }

    /// Ends the transfer. Only the first call has an effect.
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
    /// Decides whether to accept `count` bytes.
    mutating func flow(of count: Int) -> Transfer.Flow {
        if let collects {
            guard count <= collects - collected.count else { return .stop(.tooLarge(limit: collects)) }
            if collected.room < count, collected.count > 0 || count >= Self.smallPiece { reserve() }
            return .proceed
        }
        isRefusing = chunks.byteCount >= Transfer.highWater
        return isRefusing ? .pause : .proceed
    }

    mutating func take(_ piece: Bytes) -> Transfer.Flow {
        let flow = flow(of: piece.count)
        guard case .proceed = flow else { return flow }
        if collects != nil { collected.append(piece) } else { chunks.append(piece) }
        return flow
    }

    /// Moves the collected bytes to `builder`, with room for more. Returns how many more are accepted; zero if it is not
    /// worth it.
    mutating func lend(_ limit: Int, into builder: inout ByteBuilder) -> Int {
        guard let collects else { return 0 }
        let accepted = min(limit, collects - collected.count)
        guard accepted >= Self.smallPiece else { return 0 }
        if collected.room < Self.smallPiece { reserve() }
        if collected.room < Self.smallPiece { collected.reserve(max(2 * collected.count, Self.bulk)) }
        swap(&builder, &collected)
        return accepted
    }

    /// Takes back what was lent.
    mutating func takeBack(_ builder: inout ByteBuilder) {
        swap(&builder, &collected)
    }

    /// The first size of a body whose length is not known.
    private static var bulk: Int { 64 << 10 }

    /// A body whose first piece is smaller than this is usually too small to be worth looking up its length.
    private static var smallPiece: Int { 4 << 10 }

    /// Reserves memory for a body of the length in the response head. Servers may lie, so the reservation may fail, and
    /// memory is only used as data arrives.
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
            // Data that arrived before collecting started was not checked against the limit.
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
