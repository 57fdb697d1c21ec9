package import HTTPValues

/// A response whose body is read piece by piece. Dropping it unread frees its connection.
package final class StreamedResponse: Sendable {
    /// Status, version, reason and fields.
    package let head: ResponseHead
    /// The URL that gave it; with user information only where the style shows it.
    package var url: FetchURL { request.url }
    /// The request that it answers.
    package let request: RequestHead
    /// The responses that led to it, oldest first.
    package let history: [FetchedResponse]

    let began: MonotonicTime
    private let transfer: Transfer
    private let transport: any Transport
    private let blocking: BlockingTransfer?
    private let state: Locked<State>

    private struct State: ~Copyable {
        var decoder: ContentDecoder?
        var isRaw = false
        var isClosed = false
        var summary: TransferSummary?
        var elapsed: Duration?
    }

    /// A response whose body comes through `transfer`, which a task reads, or a thread through `blocking`.
    init(
        _ head: ResponseHead, _ record: CallRecord, _ transfer: Transfer, over transport: any Transport,
        blocking: BlockingTransfer? = nil
    ) throws(FetchError) {
        self.head = head
        self.transfer = transfer
        self.transport = transport
        self.blocking = blocking
        began = record.began
        request = record.request
        history = record.history
        state = Locked(State(decoder: try Self.decoder(for: head)))
    }

    private static func decoder(for head: ResponseHead) throws(FetchError) -> sending ContentDecoder? {
        do {
            return try ContentDecoder(contentEncoding: head.headers.all("Content-Encoding"))
        } catch {
            throw FetchError(error)
        }
    }

    deinit {
        transfer.cancel()
    }

    // MARK: Reading

    /// The next piece of the body; nil at its end.
    ///
    /// - Throws: ``FetchError``; of kind `streamClosed` after ``close()``.
    package func next() async throws(FetchError) -> Bytes? {
        while true {
            switch try read() {
            case .piece(let piece): return piece
            case .end: return nil
            case .nothingYet: await transfer.partArrived()
            }
        }
    }

    /// The next piece of the body for a blocked thread; nil at its end.
    @available(*, noasync, message: "this call blocks its thread; use the asynchronous client")
    package func nextBlocking() throws(FetchError) -> Bytes? {
        while true {
            switch try read() {
            case .piece(let piece): return piece
            case .end: return nil
            case .nothingYet:
                guard let blocking else { return nil }
                blocking.partArrived()
            }
        }
    }

    /// The rest of the body as a whole.
    ///
    /// - Parameter limit: The most bytes, as decoded.
    /// - Throws: ``FetchError``; of kind `tooLarge` when there are more.
    package func collect(limit: Int) async throws(FetchError) -> Bytes {
        if try collectsUndecoded(limit: limit) { return try take(await transfer.whole()) }
        var body = LimitedBody(limit: limit)
        while let piece = try await next() { try body.append(piece) }
        return body.take()
    }

    /// The rest of the body as a whole, for a blocked thread.
    @available(*, noasync, message: "this call blocks its thread; use the asynchronous client")
    package func collectBlocking(limit: Int) throws(FetchError) -> Bytes {
        if let blocking, try collectsUndecoded(limit: limit) { return try take(blocking.whole()) }
        var body = LimitedBody(limit: limit)
        while let piece = try nextBlocking() { try body.append(piece) }
        return body.take()
    }

    /// Gives the body as it comes over the wire from here on, in its content coding.
    package func readRaw() {
        state.withLock { $0.isRaw = true }
    }

    /// Ends the transfer; what was not read is lost.
    package func close() {
        state.withLock { state in
            if state.summary == nil { state.isClosed = true }
            state.elapsed = state.elapsed ?? began.duration(to: .now)
        }
        transfer.cancel()
    }

    /// Whether the body was closed or read to its end.
    package var isClosed: Bool { state.withLock { $0.isClosed || $0.summary != nil } }

    /// What is known about the transfer, once the body was read to its end.
    package var summary: TransferSummary? { state.withLock { $0.summary } }

    /// From the user's call to the end of the body, or until it was closed; nil before.
    package var elapsed: Duration? { state.withLock { $0.elapsed } }

    /// Has the rest collected where it arrives, when nothing needs to be decoded; false when something does, or when
    /// there is no rest.
    private func collectsUndecoded(limit: Int) throws(FetchError) -> Bool {
        if try isOver() { return false }
        guard state.withLock({ $0.isRaw || $0.decoder == nil }) else { return false }
        transfer.collectRest(limit: limit)
        return true
    }

    private func take(_ whole: Result<CollectedResponse, FetchError>) throws(FetchError) -> Bytes {
        switch whole {
        case .success(let response):
            state.withLock { state in
                state.summary = response.summary
                state.elapsed = began.duration(to: .now)
            }
            return response.body
        case .failure(let error):
            throw error.about(url.description)
        }
    }

    private enum Reading {
        case piece(Bytes)
        case end
        case nothingYet
    }

    /// The next piece, as far as it has come.
    private func read() throws(FetchError) -> Reading {
        while true {
            if let piece = try pending() { return .piece(piece) }
            if try isOver() { return .end }
            guard let part = transfer.pollPart() else { return .nothingYet }
            if let piece = try take(part) { return .piece(piece) }
        }
    }

    private func pending() throws(FetchError) -> Bytes? {
        do {
            return try state.withLock { state throws(ContentDecodingError) in
                state.isRaw ? nil : try state.decoder?.next()
            }
        } catch {
            transfer.cancel()
            throw FetchError(error).about(url.description)
        }
    }

    private func isOver() throws(FetchError) -> Bool {
        let (isOver, isClosed) = state.withLock { ($0.summary != nil, $0.isClosed) }
        if isClosed {
            throw FetchError(.streamClosed, "The body was closed before it was read", url: url.description)
        }
        return isOver
    }

    /// Takes a part in; gives it back when there is nothing to decode.
    private func take(_ part: Result<BodyPart, FetchError>) throws(FetchError) -> Bytes? {
        switch part {
        case .success(.bytes(let bytes)):
            return state.withLock { state in
                if state.isRaw || state.decoder == nil { return bytes }
                state.decoder?.push(bytes)
                return nil
            }
        case .success(.end(let summary)):
            do {
                try state.withLock { state throws(ContentDecodingError) in
                    state.summary = summary
                    state.elapsed = began.duration(to: .now)
                    if !state.isRaw { try state.decoder?.finish() }
                }
            } catch {
                throw FetchError(error).about(url.description)
            }
            return nil
        case .failure(let error):
            throw error.about(url.description)
        }
    }
}
