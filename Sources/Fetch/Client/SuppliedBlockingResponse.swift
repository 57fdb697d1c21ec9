import HTTPValues

/// A response whose body a thread reads, from a client of Duet or from any other.
protocol BlockingArrivingResponse: Sendable {
    var head: ResponseHead { get }
    var request: RequestHead { get }
    var history: [FetchedResponse] { get }
    var trailers: Headers { get }

    /// Returns the next chunk of the body, or nil at the end.
    @available(*, noasync, message: "this call blocks its thread; use an asynchronous client")
    func nextBlocking() throws -> Bytes?

    /// Reads the rest of the body.
    @available(*, noasync, message: "this call blocks its thread; use an asynchronous client")
    func readBlocking() throws -> FetchResponse

    /// Discards unread data.
    func close()
}

/// The response of a blocking client that is not Duet's: it supplies the chunks.
final class SuppliedBlockingResponse: BlockingArrivingResponse {
    private enum Progress {
        case reading
        case ended
        case failed(any Error)
    }

    let head: ResponseHead
    private let record: CallRecord
    private let limit: Int
    private let nextChunk: @Sendable () throws -> Bytes?
    private let finalTrailers: @Sendable () -> Headers
    private let closer: @Sendable () -> Void
    private let progress = Locked(Progress.reading)

    init(
        _ head: ResponseHead, _ record: CallRecord, limit: Int, nextChunk: @escaping @Sendable () throws -> Bytes?,
        trailers: @escaping @Sendable () -> Headers, close: @escaping @Sendable () -> Void
    ) {
        self.head = head
        self.record = record
        self.limit = limit
        self.nextChunk = nextChunk
        finalTrailers = trailers
        closer = close
    }

    deinit {
        close()
    }

    var request: RequestHead { record.request }
    var history: [FetchedResponse] { record.history }
    var trailers: Headers { if case .ended = progress.withLock({ $0 }) { finalTrailers() } else { [:] } }

    func nextBlocking() throws -> Bytes? {
        switch progress.withLock({ $0 }) {
        case .ended: return nil
        case .failed(let error): throw error
        case .reading: break
        }
        do {
            if let chunk = try nextChunk() { return chunk }
        } catch {
            leave(.failed(error))
            throw error
        }
        leave(.ended)
        return nil
    }

    func readBlocking() throws -> FetchResponse {
        var body = LimitedBody(limit: limit)
        do {
            while let chunk = try nextBlocking() { try body.append(chunk) }
        } catch {
            leave(.failed(error))
            throw error
        }
        let bytes = body.take()
        let collected = CollectedResponse(head: head, body: bytes, summary: TransferSummary(trailers: trailers))
        return FetchResponse(FetchedResponse(collected, decoded: bytes, record))
    }

    func close() {
        leave(.failed(FetchError.closedBody(url: request.url)))
    }

    /// Ends the reading and calls the closer, unless that has happened before.
    private func leave(_ new: Progress) {
        let isFirst = progress.withLock { progress in
            guard case .reading = progress else { return false }
            progress = new
            return true
        }
        if isFirst { closer() }
    }
}

/// Holds the iterator of a sequence for the one thread that reads it.
final class IteratorBox<Iterator: IteratorProtocol>: @unchecked Sendable
where Iterator.Element: Sequence<UInt8> & Sendable {
    // Sendable: only one thread calls `next`.
    private var iterator: Iterator

    init(_ iterator: Iterator) {
        self.iterator = iterator
    }

    func next() -> Bytes? { iterator.next().map(Bytes.init(chunk:)) }
}
