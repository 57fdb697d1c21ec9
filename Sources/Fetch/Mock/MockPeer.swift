import HTTPValues

/// Connects a client with the connection handler of a ``MockTransport``.
final class MockPeer: MockWork {
    private let request: ConnectionRequest
    private let connection: ByteConnection
    private let task = Locked<Task<Void, Never>?>(nil)
    private let isEnded = Locked(false)
    private let mayRead = MockSignal()
    private let mayWrite = MockSignal()

    /// The maximum number of bytes read at once.
    private static let pieceSize = 64 << 10

    init(_ request: ConnectionRequest, _ connection: ByteConnection) {
        self.request = request
        self.connection = connection
    }

    /// Opens the connection and runs `handler` in its own task. Calls `onEnd` when the handler has finished.
    func start(_ handler: @escaping MockTransport.ConnectionHandler, onEnd: @escaping @Sendable () -> Void) {
        let isSecure = request.url.isSecure
        connection.opened(.init(negotiatedProtocol: isSecure ? request.protocols.first : nil))
        task.withLock { task in
            task = Task {
                do {
                    try await handler(MockConnection(request: request, peer: self))
                    finish(.success(()))
                } catch {
                    end(FetchError(mock: error))
                }
                onEnd()
            }
        }
        if isEnded.withLock({ $0 }) { task.withLock { $0 }?.cancel() }
    }

    func read() async throws -> Bytes? {
        while true {
            try check()
            var bytes = ByteBuilder()
            var taken = UploadQueue.Taken.end
            bytes.append(capacity: Self.pieceSize) { buffer in
                taken = connection.output.take(into: buffer)
                if case .bytes(let count) = taken { return count }
                return 0
            }
            switch taken {
            case .bytes: return bytes.take()
            case .nothingYet: await mayRead.wait()
            case .end: return nil
            case .failed(let error): throw error
            }
        }
    }

    func write(_ bytes: Bytes) async throws {
        while true {
            try check()
            switch connection.receive(bytes) {
            case .proceed: return
            case .pause: await mayWrite.wait()
            case .stop(let error): throw error
            }
        }
    }

    func finishWriting() {
        connection.receiveEnd()
    }

    private func check() throws {
        if isEnded.withLock({ $0 }) { throw CancellationError() }
    }

    private func finish(_ outcome: Result<Void, FetchError>) {
        connection.finish(outcome)
        isEnded.withLock { $0 = true }
        task.withLock { $0 }?.cancel()
        mayRead.raise()
        mayWrite.raise()
    }

    // MARK: The client's side

    /// Ends the connection with an error. Has no effect if it has ended.
    func end(_ error: FetchError) { finish(.failure(error)) }

    func resumeDownload() { mayWrite.raise() }
    func resumeUpload() { mayRead.raise() }
    func cancel() { end(FetchError(.cancelled, "The connection was cancelled")) }
}
