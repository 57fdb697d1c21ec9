package import HTTPValues

/// A bounded queue of bytes from a source to a transport: a request body, or the data written to a ``ByteConnection``.
public final class UploadQueue: Sendable {
    /// The result of taking bytes from the queue.
    public enum Taken: Sendable {
        /// This many bytes were copied.
        case bytes(Int)
        /// Nothing is available. ``TransferControl/resumeUpload()`` will be called when there is.
        case nothingYet
        /// The body is complete.
        case end
        /// The source failed.
        case failed(FetchError)
    }

    private struct State: ~Copyable, Awaitable {
        var chunks = ChunkQueue()
        var isComplete = false
        var trailers = Headers()
        var failure: FetchError?
        var isClosed = false
        var isStarved = false
        var waiters = Waiters()
        var control: (any TransferControl)?
    }

    private let state = Locked(State())

    /// The number of buffered bytes at which the source has to wait.
    private static let highWater = 256 << 10

    private let makeTrailers: (@Sendable () throws -> Headers)?

    /// Creates an empty queue.
    ///
    /// - Parameter trailers: Makes the trailers at the end of the body, if it has any.
    package init(trailers: (@Sendable () throws -> Headers)? = nil) {
        makeTrailers = trailers
    }

    // MARK: The transport's side

    func attach(_ control: any TransferControl) {
        state.withLock { $0.control = control }
    }

    /// Moves bytes into `buffer`.
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

    /// Whether trailers follow the body.
    package var hasTrailers: Bool { makeTrailers != nil }

    /// The trailers, once the body is complete.
    package var trailers: Headers { state.withLock { $0.trailers } }

    /// The number of buffered bytes.
    package var byteCount: Int { state.withLock { $0.chunks.byteCount } }

    /// Closes the queue because the transfer has ended.
    func close() {
        state.withLock { state in
            state.isClosed = true
            state.control = nil
            return state.waiters.takeWakeUp()
        }.run()
    }

    // MARK: The source's side

    /// Whether the queue has room.
    package var hasRoom: Bool { state.withLock { $0.chunks.byteCount < Self.highWater } }

    /// Whether the queue is closed and no longer accepts bytes.
    package var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Adds bytes. The source should check ``room()`` or ``hasRoom`` first.
    package func append(_ bytes: Bytes) {
        feed { $0.chunks.append(bytes) }
    }

    /// Reports that the body is complete.
    package func complete() {
        do throws(FetchError) {
            let trailers = try trailersOfBody()
            feed {
                $0.trailers = trailers
                $0.isComplete = true
            }
        } catch {
            fail(error)
        }
    }

    private func trailersOfBody() throws(FetchError) -> Headers {
        guard let makeTrailers else { return Headers() }
        let trailers: Headers
        do {
            trailers = try makeTrailers()
        } catch {
            throw .bodySource(error)
        }
        try trailers.checkTrailers()
        return trailers
    }

    /// Reports that the source failed. The transfer ends with `error`.
    package func fail(_ error: FetchError) {
        feed { $0.failure = error }
    }

    /// Waits for room. Returns false if the queue is closed.
    package func room() async -> Bool {
        await state.changed { $0.isClosed || $0.chunks.byteCount < Self.highWater }
        return !isClosed
    }

    /// Registers the calling thread to be woken when there is room or the queue is closed, and returns its parker.
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
