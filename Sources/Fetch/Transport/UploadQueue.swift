package import HTTPValues

/// Bytes on their way from their source to the transport, with room for little more than the network takes: a request
/// body, or what is written to a ``ByteConnection``.
public final class UploadQueue: Sendable {
    /// What the transport found.
    public enum Taken: Sendable {
        /// So many bytes were copied.
        case bytes(Int)
        /// Nothing now; ``TransferControl/resumeUpload()`` will be called.
        case nothingYet
        /// The body is complete.
        case end
        /// The source of the body failed.
        case failed(FetchError)
    }

    private struct State: ~Copyable, Awaitable {
        var chunks = ChunkQueue()
        var isComplete = false
        var failure: FetchError?
        var isClosed = false
        var isStarved = false
        var waiters = Waiters()
        var control: (any TransferControl)?
    }

    private let state = Locked(State())

    /// Bytes held before the source has to wait.
    private static let highWater = 256 << 10

    /// An empty queue.
    package init() {}

    // MARK: The transport's side

    func attach(_ control: any TransferControl) {
        state.withLock { $0.control = control }
    }

    /// Copies bytes of the body into `buffer`.
    public func take(into buffer: UnsafeMutableRawBufferPointer) -> Taken {
        let (taken, wakeUp) = state.withLock { state -> (Taken, WakeUp) in
            let count = state.chunks.pop(into: buffer)
            guard count == 0 else {
                let hasRoom = state.chunks.byteCount < Self.highWater
                return (.bytes(count), hasRoom ? state.waiters.takeWakeUp() : .none)
            }
            if let failure = state.failure { return (.failed(failure), .none) }
            if state.isComplete { return (.end, .none) }
            state.isStarved = true
            return (.nothingYet, .none)
        }
        wakeUp.run()
        return taken
    }

    /// No more is wanted: the transfer has ended.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.control = nil
            return state.waiters.takeWakeUp()
        }.run()
    }

    // MARK: The source's side

    /// Whether more would be taken now.
    package var hasRoom: Bool { state.withLock { $0.chunks.byteCount < Self.highWater } }

    /// Whether nothing will be taken any more.
    package var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Adds bytes. The source asks ``room()`` or ``hasRoom`` before.
    package func append(_ bytes: Bytes) {
        feed { $0.chunks.append(bytes) }
    }

    /// The body is complete.
    package func complete() {
        feed { $0.isComplete = true }
    }

    /// The source failed; the transfer ends with `error`.
    package func fail(_ error: FetchError) {
        feed { $0.failure = error }
    }

    /// Waits for room; false when nothing will be taken any more.
    package func room() async -> Bool {
        await state.changed { $0.isClosed || $0.chunks.byteCount < Self.highWater }
        return !isClosed
    }

    /// Has the calling thread woken whenever there is room, or none is needed any more; gives its parker.
    func listThisThread() -> ThreadParker {
        state.withLock { $0.waiters.listThisThread() }
    }

    private func feed(_ change: (inout State) -> Void) {
        let control = state.withLock { state -> (any TransferControl)? in
            guard !state.isClosed else { return nil }
            change(&state)
            guard state.isStarved else { return nil }
            state.isStarved = false
            return state.control
        }
        control?.resumeUpload()
    }
}
