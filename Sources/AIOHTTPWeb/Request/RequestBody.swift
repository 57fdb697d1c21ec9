public import HTTPValues

extension Web {
    /// The body of a request, as it arrives.
    ///
    /// Reading slowly slows the client down: at most 256 KiB wait in memory. A client that asked for
    /// `100 Continue` gets it when the first chunk is asked for.
    ///
    /// ```swift
    /// for try await chunk in request.body { size += chunk.count }
    /// ```
    public final class RequestBody: AsyncSequence, Sendable {
        /// Some bytes, never none.
        public typealias Element = Bytes

        /// Above this many waiting bytes nothing more is read from the client.
        static let highWaterMark = 256 << 10
        static let empty = RequestBody()

        private struct State: ~Copyable {
            var waiting = ByteBuilder()
            var isEnded = false
            var failure: RequestBodyError?
            var trailers = Headers()
            var reader: CheckedContinuation<Void, Never>?
            var collected: Bytes?
        }

        private let state: Locked<State>
        /// The length that the client announced; nil when it sends chunks.
        public let announcedLength: Int?
        /// Tells the connection that a reader waits or that there is room again.
        private let demand: @Sendable () -> Void

        init(announcedLength: Int?, demand: @escaping @Sendable () -> Void) {
            self.announcedLength = announcedLength
            self.demand = demand
            state = Locked(State())
        }

        private init() {
            announcedLength = 0
            demand = {}
            state = Locked(State(isEnded: true))
        }

        /// Fields that came behind the body (RFC 9110 section 6.5), complete when the body has been read to its end.
        public var trailers: Headers { state.withLock { $0.trailers } }

        /// The iterator of `for await`.
        public func makeAsyncIterator() -> Iterator { Iterator(body: self) }

        /// Reads chunk by chunk.
        public struct Iterator: AsyncIteratorProtocol {
            let body: RequestBody

            /// The next bytes, or nil at the end.
            ///
            /// - Throws: ``RequestBodyError`` when the rest will not come.
            public mutating func next() async throws -> Bytes? { try await body.nextChunk() }
        }
    }

    /// Why a request body could not be read to its end.
    public enum RequestBodyError: Error, Hashable, CustomStringConvertible {
        /// The client has left.
        case disconnected
        /// Nothing arrived for ``ServerConfiguration/bodyTimeout``. Answered with 408.
        case timedOut
        /// The framing of the body is broken. Answered with 400.
        case malformed
        /// The request has been answered already.
        case answered
        /// Two tasks read at the same time.
        case concurrentReaders

        public var description: String {
            switch self {
            case .disconnected: "the client has left before the request was complete"
            case .timedOut: "the client stopped sending the request"
            case .malformed: "the request body is malformed"
            case .answered: "the request has been answered"
            case .concurrentReaders: "two tasks read the same request body"
            }
        }
    }
}

// MARK: - Reading

extension Web.RequestBody {
    private enum Outcome {
        case chunk(Bytes, hasRoomAgain: Bool)
        case end
        case failure(Web.RequestBodyError)
        case wait
    }

    func nextChunk() async throws -> Bytes? {
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
        guard isAlone else { throw Web.RequestBodyError.concurrentReaders }
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

    /// All of it, at most `limit` bytes; kept, so that it can be asked for again.
    func collect(limit: Int) async throws -> Bytes {
        if let collected = state.withLock({ $0.collected }) { return collected }
        if let announcedLength, announcedLength > limit { throw Web.HTTPError.contentTooLarge }
        var first = Bytes()
        var builder = ByteBuilder()
        while let chunk = try await nextChunk() {
            guard first.count + builder.count + chunk.count <= limit else { throw Web.HTTPError.contentTooLarge }
            if first.isEmpty && builder.count == 0 {
                first = chunk
                continue
            }
            if !first.isEmpty {
                builder.reserve(announcedLength ?? (first.count + chunk.count))
                builder.append(first)
                first = Bytes()
            }
            builder.append(chunk)
        }
        let whole = first.isEmpty ? builder.take() : first
        state.withLock { $0.collected = whole }
        return whole
    }
}

// MARK: - Arriving

extension Web.RequestBody {
    /// Whether more should be read from the client.
    var hasRoom: Bool { state.withLock { $0.waiting.count < Self.highWaterMark } }

    func receive(_ bytes: UnsafeRawBufferPointer) {
        state.withLock { state in
            if state.waiting.count == 0 { state.waiting.reserve(Swift.min(announcedLength ?? bytes.count, 128 << 10)) }
            state.waiting.append(bytes)
        }
        wake()
    }

    func finish(trailers: Headers) {
        state.withLock { state in
            state.isEnded = true
            state.trailers = trailers
        }
        wake()
    }

    func fail(_ error: Web.RequestBodyError) {
        state.withLock { state in
            guard !state.isEnded, state.failure == nil else { return }
            state.failure = error
        }
        wake()
    }
}
