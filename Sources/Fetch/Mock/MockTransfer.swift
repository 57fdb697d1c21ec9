import HTTPValues

/// Passes a request to the handler of a ``MockTransport`` and its response back to the transfer.
final class MockTransfer: MockWork {
    private struct State {
        var task: Task<Void, Never>?
        var onEnd: (@Sendable () -> Void)?
        var isEnded = false
    }

    private let request: WireRequest
    private let transfer: Transfer
    private let state = Locked(State())
    private let mayGoOn = MockSignal()

    /// The maximum number of bytes offered to a reader at once, so that backpressure takes effect.
    private static let pieceSize = 64 << 10

    init(_ request: WireRequest, _ transfer: Transfer) {
        self.request = request
        self.transfer = transfer
    }

    /// Runs `handler` in its own task. Calls `onEnd` once when the exchange has ended, for whatever reason.
    func start(_ handler: @escaping MockTransport.Handler, onEnd: @escaping @Sendable () -> Void) {
        let isUnderWay = state.withLock { state in
            guard !state.isEnded else { return false }
            state.onEnd = onEnd
            state.task = Task { await self.run(handler) }
            return true
        }
        if !isUnderWay { onEnd() }
    }

    private func run(_ handler: MockTransport.Handler) async {
        do {
            try await limited(until: request.deadline) { try await play(handler) }
        } catch {
            end(FetchError(mock: error))
        }
    }

    /// Ends the exchange with an error. Has no effect if it has ended.
    func end(_ error: FetchError) {
        finish(.failure(error))
    }

    private func finish(_ outcome: Result<TransferSummary, FetchError>) {
        if let events = request.events {
            events.deliver { [transfer] in transfer.finish(outcome) }
        } else {
            transfer.finish(outcome)
        }
        let (task, onEnd) = state.withLock { state in
            state.isEnded = true
            return (state.task.take(), state.onEnd.take())
        }
        task?.cancel()
        mayGoOn.raise()
        onEnd?()
    }

    // MARK: TransferControl

    func resumeDownload() { mayGoOn.raise() }
    func resumeUpload() { mayGoOn.raise() }
    func cancel() { end(.cancelled) }

    // MARK: The request

    private func play(_ handler: MockTransport.Handler) async throws {
        let body = try await requestBody()
        try Task.checkCancellation()
        let request = MockRequest(
            method: request.method, url: request.url, headers: request.headers, body: body, wire: request)
        self.request.events?.report(.headSent)
        if !body.isEmpty { self.request.events?.report(.bodySent(body.count)) }
        let response = try await limited(by: self.request.timeout.read) { try await handler(request) }
        // The handler may have ignored cancellation. Nothing must be reported after the end.
        try Task.checkCancellation()
        try await deliver(response, sentBytes: body.count)
    }

    private func requestBody() async throws -> Bytes {
        switch request.body {
        case .none: Bytes()
        case .bytes(let bytes): bytes
        case .file(let path, let offset, let length): try FilePart.read(path, offset: offset, length: length)
        case .upload(let length): try await uploaded(length)
        }
    }

    private func uploaded(_ length: Int?) async throws -> Bytes {
        var body = ByteBuilder()
        guard let upload = transfer.upload else { return Bytes() }
        while true {
            var taken = UploadQueue.Taken.end
            body.append(capacity: Self.pieceSize) { buffer in
                taken = upload.take(into: buffer)
                if case .bytes(let count) = taken { return count }
                return 0
            }
            switch taken {
            case .bytes: continue
            case .nothingYet: try await pause()
            case .failed(let error): throw error
            case .end:
                guard body.count == length ?? body.count else { throw Self.mismatch(body.count, length) }
                return body.take()
            }
        }
    }

    private static func mismatch(_ count: Int, _ length: Int?) -> FetchError {
        FetchError(
            .invalidRequest, "The body has \(count) bytes, but its length was given as \(length ?? 0)")
    }

    // MARK: The response

    private func deliver(_ response: MockResponse, sentBytes: Int) async throws {
        let head = response.head
        guard (200...999).contains(head.status) else {
            throw FetchError(.protocolViolation, "\(head.status) is no status of a final response")
        }
        request.events?.report(.responseBegan)
        transfer.receive(head)
        var receivedBytes = 0
        if request.method != .head, head.status != 204, head.status != 304 {
            receivedBytes = try await deliver(response.body)
            if let length = head.contentLength, receivedBytes != length {
                throw FetchError(
                    receivedBytes < length ? .incompleteBody : .protocolViolation,
                    "The body has \(receivedBytes) bytes, but its length was given as \(length)")
            }
        }
        finish(
            .success(
                TransferSummary(trailers: response.trailers, receivedBytes: receivedBytes, sentBytes: sentBytes)))
    }

    /// Returns the number of bytes delivered.
    private func deliver(_ body: MockResponse.Body) async throws -> Int {
        switch body {
        case .bytes(let bytes):
            try await offer(bytes)
            return bytes.count
        case .pieces(let source):
            let next = source()
            var count = 0
            while let piece = try await limited(by: request.timeout.read, { try await next() }) {
                count += piece.count
                try await offer(piece)
            }
            return count
        }
    }

    private func offer(_ bytes: Bytes) async throws {
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + Self.pieceSize)
            switch transfer.receive(bytes.slice(start..<end)) {
            case .proceed:
                request.events?.report(.bodyReceived(end - start))
                start = end
            case .pause: try await pause()
            case .stop(let error): throw error
            }
            try Task.checkCancellation()
        }
    }

    /// Waits until the reader accepts more bytes or the source of the request body has more.
    private func pause() async throws {
        await mayGoOn.wait()
        try Task.checkCancellation()
    }

    // MARK: Time

    /// Runs `body`. The transfer ends when `limit` expires, even if `body` has not returned.
    private func limited<Value: Sendable>(by limit: Duration?, _ body: () async throws -> Value) async throws -> Value {
        try await limited(until: limit.map { MonotonicTime.now.advanced(by: $0) }, .read, body)
    }

    private func limited<Value: Sendable>(
        until deadline: MonotonicTime?, _ phase: FetchError.Phase = .total, _ body: () async throws -> Value
    ) async throws -> Value {
        guard let deadline else { return try await body() }
        let watch = Task {
            try await Task.sleep(for: MonotonicTime.now.duration(to: deadline))
            self.end(FetchError(.timeout(phase), "The \(phase.rawValue) timeout passed"))
        }
        defer { watch.cancel() }
        return try await body()
    }
}

extension FetchError {
    /// Creates an error from one thrown by the handler of a mock.
    init(mock error: any Error) {
        switch error {
        case let error as FetchError: self = error
        case is CancellationError: self = .cancelled
        default: self.init(.read, "The handler of the mock transport threw: \(error)")
        }
    }
}
