package import HTTPValues

/// A part of a streamed body.
package enum BodyPart: Sendable {
    /// A chunk of the body.
    case bytes(Bytes)
    /// The end of the body.
    case end(TransferSummary)
}

extension Transfer {
    /// Cancels the transfer and releases its resources. Has no effect if it has ended.
    package func cancel() {
        state.withLock { $0.control }?.cancel()
    }

    /// Runs `action` when the transfer ends, or immediately if it has ended. Several actions run in order.
    package func onEnd(_ action: @escaping @Sendable () -> Void) {
        let isEnded = state.withLock { state in
            guard state.outcome == nil else { return true }
            state.endActions.append(action)
            return false
        }
        if isEnded { action() }
    }

    /// The outcome, once the transfer has ended.
    package var outcome: Result<TransferSummary, FetchError>? {
        state.withLock { $0.outcome }
    }

    /// Whether the transfer has ended.
    var hasEnded: Bool {
        state.withLock { $0.outcome != nil }
    }

    /// Whether ``pollPart()`` would return a value.
    package var hasPart: Bool {
        state.withLock { $0.hasPart }
    }

    /// Collects the rest of a streamed body, of at most `limit` bytes. ``whole()`` returns it.
    package func collectRest(limit: Int) {
        let (isTooLarge, resumed) = state.withLock { state -> (Bool, (any TransferControl)?) in
            state.collects = limit
            state.reserve()
            while let chunk = state.chunks.popFirst() { state.collected.append(chunk) }
            let isRefusing = state.isRefusing
            state.isRefusing = false
            return (state.collected.count > limit, isRefusing ? state.control : nil)
        }
        resumed?.resumeDownload()
        guard isTooLarge else { return }
        // In this order, so that the outcome is not a cancellation.
        let control = state.withLock { $0.control }
        finish(.failure(.tooLarge(limit: limit)))
        control?.cancel()
    }

    /// Returns the response head if it has arrived, or the error if the transfer failed first.
    package func pollHead() -> Result<ResponseHead, FetchError>? {
        state.withLock { $0.pollHead() }
    }

    /// Returns the complete response if it has arrived. It can be taken once, because the body is moved, not copied.
    package func pollWhole() -> Result<CollectedResponse, FetchError>? {
        state.withLock { $0.pollWhole() }
    }

    /// Returns the next part of a streamed body if it has arrived.
    package func pollPart() -> Result<BodyPart, FetchError>? {
        let (part, resumes) = state.withLock { state -> (Result<BodyPart, FetchError>?, (any TransferControl)?) in
            let part = state.pollPart()
            guard state.isRefusing, state.chunks.byteCount <= Self.highWater / 2 else { return (part, nil) }
            state.isRefusing = false
            return (part, state.control)
        }
        resumes?.resumeDownload()
        return part
    }

    /// Waits for the response head.
    package func head() async -> Result<ResponseHead, FetchError> {
        while true {
            if let head = pollHead() { return head }
            await changed { $0.outcome != nil || $0.head != nil }
        }
    }

    /// Waits for the complete response.
    package func whole() async -> Result<CollectedResponse, FetchError> {
        while true {
            if let whole = pollWhole() { return whole }
            await ended()
        }
    }

    /// Waits for the end of the transfer.
    func ended() async {
        while !hasEnded { await changed { $0.outcome != nil } }
    }

    /// Waits for the head of a streamed response, or the end of a collected one.
    func responded() async {
        switch mode {
        case .collect: await ended()
        case .stream: _ = await head()
        }
    }

    /// Waits until ``pollPart()`` returns the next part of a streamed body.
    package func partArrived() async {
        while !hasPart { await changed { $0.hasPart } }
    }

    /// Suspends until the state changes, unless `isReady` returns true. Cancelling the task cancels the transfer.
    private func changed(unless isReady: (borrowing State) -> Bool) async {
        await withTaskCancellationHandler {
            await state.changed(unless: isReady)
        } onCancel: {
            cancel()
        }
    }

    /// Registers the calling thread to be woken by changes, and returns its parker.
    func listThisThread() -> ThreadParker {
        state.withLock { $0.waiters.listThisThread() }
    }
}
