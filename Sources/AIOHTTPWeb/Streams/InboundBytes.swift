import HTTPValues

/// Bytes that arrive on the event loop and wait for a task to read them. Unread bytes slow the client down.
final class InboundBytes<Failure: Error>: Sendable {
    /// The number of waiting bytes above which nothing more is read from the client.
    static var highWaterMark: Int { 256 << 10 }

    private struct State: ~Copyable {
        var waiting = ByteBuilder()
        var isEnded = false
        var failure: Failure?
        var reader: CheckedContinuation<Void, Never>?
    }

    private enum Outcome {
        case chunk(Bytes, hasRoomAgain: Bool)
        case end
        case failure(Failure)
        case wait
    }

    private let state: Locked<State>
    /// The error for a task that reads while another one does.
    private let conflict: Failure
    /// Tells the connection that a reader is waiting or that there is room again.
    private let demand: @Sendable () -> Void

    init(conflict: Failure, isEnded: Bool = false, demand: @escaping @Sendable () -> Void) {
        self.conflict = conflict
        self.demand = demand
        state = Locked(State(isEnded: isEnded))
    }

    /// Returns the next bytes, never empty, or nil at the end.
    ///
    /// - Throws: `Failure` if the rest will not arrive; `CancellationError`.
    func next() async throws -> Bytes? {
        while true {
            switch take() {
            case .chunk(let bytes, let hasRoomAgain):
                if hasRoomAgain { demand() }
                return bytes
            case .end: return nil
            case .failure(let error): throw error
            case .wait:
                demand()
                try await waitForMore()
            }
        }
    }

    private func take() -> Outcome {
        state.withLock { state in
            if state.waiting.count > 0 {
                let wasFull = state.waiting.count >= Self.highWaterMark
                return .chunk(state.waiting.take(), hasRoomAgain: wasFull)
            }
            if let failure = state.failure { return .failure(failure) }
            return state.isEnded ? .end : .wait
        }
    }

    private func waitForMore() async throws {
        let isAlone = state.withLock { $0.reader == nil }
        guard isAlone else { throw conflict }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if state.waiting.count > 0 || state.isEnded || state.failure != nil || Task.isCancelled {
                        return true
                    }
                    state.reader = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        } onCancel: {
            wake()
        }
        try Task.checkCancellation()
    }

    private func wake() {
        let reader = state.withLock { state in
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume()
    }

    // MARK: Receiving

    /// Whether more should be read from the client.
    var hasRoom: Bool { state.withLock { $0.waiting.count < Self.highWaterMark } }

    /// Whether all bytes have arrived, read or not.
    var isEnded: Bool { state.withLock { $0.isEnded } }

    /// Appends bytes.
    ///
    /// - Parameter expected: The total number of bytes expected, if known.
    func receive(_ bytes: UnsafeRawBufferPointer, expected: Int? = nil) {
        state.withLock { state in
            if state.waiting.count == 0 { state.waiting.reserve(min(expected ?? bytes.count, 128 << 10)) }
            state.waiting.append(bytes)
        }
        wake()
    }

    /// Marks the end of the bytes.
    func finish() {
        state.withLock { $0.isEnded = true }
        wake()
    }

    /// Fails the stream, because the rest will not arrive. Waiting bytes can still be read.
    func fail(_ error: Failure) {
        state.withLock { state in
            guard !state.isEnded, state.failure == nil else { return }
            state.failure = error
        }
        wake()
    }
}
