package import HTTPValues

/// A response whose body is read in chunks. If it is deallocated before it is read, its connection is released.
package final class StreamedResponse: Sendable {
    /// The status, version, reason phrase and headers.
    package let head: ResponseHead
    /// The URL of the response. It includes user information only if the style exposes it.
    package var url: FetchURL { request.url }
    /// The request that led to the response.
    package let request: RequestHead
    /// The responses before it, oldest first.
    package let history: [FetchedResponse]

    let began: MonotonicTime
    private let transfer: Transfer
    private let transport: (any Transport)?
    private let blocking: BlockingTransfer?
    private let state: Locked<State>

    private struct State: ~Copyable {
        var decoder: ContentDecoder?
        var isRaw = false
        var isClosed = false
        var summary: TransferSummary?
        var elapsed: Duration?
    }

    /// Creates a response whose body arrives through `transfer`. A task reads it, or a thread if `blocking` is given.
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

    /// Creates a response whose complete body is read again, as it is.
    package init(replaying response: FetchedResponse) {
        head = response.head
        transfer = Transfer(
            replaying: CollectedResponse(head: response.head, body: response.body, summary: response.summary))
        transport = nil
        blocking = nil
        began = response.began
        request = response.request
        history = response.history
        state = Locked(State(isRaw: true))
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

    /// Returns the next chunk of the body, or nil at the end.
    ///
    /// - Throws: ``FetchError``. Its kind is `streamClosed` after ``close()``.
    package func next() async throws(FetchError) -> Bytes? {
        while true {
            switch try read() {
            case .piece(let piece): return piece
            case .end: return nil
            case .nothingYet: await transfer.partArrived()
            }
        }
    }

    /// Blocks until the next chunk of the body arrives. Returns nil at the end.
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

    /// Reads the rest of the body.
    ///
    /// - Parameter limit: The maximum size as decoded, in bytes.
    /// - Throws: ``FetchError``. Its kind is `tooLarge` if the body exceeds the limit.
    package func collect(limit: Int) async throws(FetchError) -> Bytes {
        if try collectsUndecoded(limit: limit) { return try take(await transfer.whole()) }
        var body = LimitedBody(limit: limit)
        while let piece = try await next() { try body.append(piece) }
        return body.take()
    }

    /// Blocks until the rest of the body has been read.
    @available(*, noasync, message: "this call blocks its thread; use the asynchronous client")
    package func collectBlocking(limit: Int) throws(FetchError) -> Bytes {
        if let blocking, try collectsUndecoded(limit: limit) { return try take(blocking.whole()) }
        var body = LimitedBody(limit: limit)
        while let piece = try nextBlocking() { try body.append(piece) }
        return body.take()
    }

    /// Disables decoding, so that the rest of the body is read in its content coding.
    package func readRaw() {
        state.withLock { $0.isRaw = true }
    }

    /// Ends the transfer and discards unread data.
    package func close() {
        state.withLock { state in
            if state.summary == nil { state.isClosed = true }
            state.elapsed = state.elapsed ?? began.duration(to: .now)
        }
        transfer.cancel()
    }

    /// Whether the body was closed or read to the end.
    package var isClosed: Bool { state.withLock { $0.isClosed || $0.summary != nil } }

    /// The summary of the transfer, available once the body has been read to the end.
    package var summary: TransferSummary? { state.withLock { $0.summary } }

    /// The time from the start of the call until the body was read or closed. Nil until then.
    package var elapsed: Duration? { state.withLock { $0.elapsed } }

    /// Starts collecting the rest of the body in the transfer and returns true, or returns false if the body must be
    /// decoded or has been read to the end.
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

    /// Returns the next chunk if it has arrived.
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
        if isClosed { throw .closedBody(url: url) }
        return isOver
    }

    /// Processes a part. Returns its bytes if they need no decoding.
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
