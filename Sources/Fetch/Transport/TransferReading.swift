package import HTTPValues

/// What there is to read of a streamed body.
package enum BodyPart: Sendable {
    /// Bytes.
    case bytes(Bytes)
    /// The end.
    case end(TransferSummary)
}

extension Transfer {
    /// Ends the transfer and frees what it holds, wherever it is. Nothing happens when it has ended.
    package func cancel() {
        state.withLock { $0.control }?.cancel()
    }

    /// Runs `action` when the transfer has ended; at once when it has. There may be several, run in order.
    package func onEnd(_ action: @escaping @Sendable () -> Void) {
        let isEnded = state.withLock { state in
            guard state.outcome == nil else { return true }
            state.endActions.append(action)
            return false
        }
        if isEnded { action() }
    }

    /// How it ended, when it has.
    package var outcome: Result<TransferSummary, FetchError>? {
        state.withLock { $0.outcome }
    }

    /// Whether it has ended.
    var hasEnded: Bool {
        state.withLock { $0.outcome != nil }
    }

    /// Whether ``pollPart()`` would give something.
    package var hasPart: Bool {
        state.withLock { $0.hasPart }
    }

    /// Has the rest of a streamed body collected, of at most `limit` bytes: ``whole()`` gives it.
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
        // In this order: else the end may be that it was cancelled.
        let control = state.withLock { $0.control }
        finish(.failure(.tooLarge(limit: limit)))
        control?.cancel()
    }

    /// The head, when it is there; the failure, when that came first.
    package func pollHead() -> Result<ResponseHead, FetchError>? {
        state.withLock { $0.pollHead() }
    }

    /// The whole response, when it is there. It is given once: the body is handed over, not copied.
    package func pollWhole() -> Result<CollectedResponse, FetchError>? {
        state.withLock { $0.pollWhole() }
    }

    /// The next part of a streamed body, when there is one.
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

    /// Waits for the head.
    package func head() async -> Result<ResponseHead, FetchError> {
        while true {
            if let head = pollHead() { return head }
            await changed { $0.outcome != nil || $0.head != nil }
        }
    }

    /// Waits for the whole response.
    package func whole() async -> Result<CollectedResponse, FetchError> {
        while true {
            if let whole = pollWhole() { return whole }
            await ended()
        }
    }

    /// Waits for the end.
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

    /// Waits until ``pollPart()`` gives the next part of a streamed body.
    package func partArrived() async {
        while !hasPart { await changed { $0.hasPart } }
    }

    /// Suspends until the state has changed, unless `isReady` already; cancelling the task cancels the transfer.
    private func changed(unless isReady: (borrowing State) -> Bool) async {
        await withTaskCancellationHandler {
            await state.changed(unless: isReady)
        } onCancel: {
            cancel()
        }
    }

    /// Has the calling thread woken by whatever changes from now on; gives its parker.
    func listThisThread() -> ThreadParker {
        state.withLock { $0.waiters.listThisThread() }
    }
}
