import HTTPValues
import Logging
import NIOCore
import Synchronization

/// A request together with its handler's task and its response.
final class RequestTask: @unchecked Sendable {
    // Sendable because its mutable state is used on the event loop only. Methods called from elsewhere hop there.
    private let request: Web.Request
    private let loop: LoopContext
    private let server: ServerContext
    private let sink: any ResponseSink
    private var task: Task<Void, Never>?
    private var isOver = false
    private var isCounted = true
    /// How many bytes of the announced length are still missing.
    private var remaining: Int?
    private var trailers = Headers()
    private var writers: [CheckedContinuation<Void, any Error>] = []

    init(_ request: Web.Request, loop: LoopContext, server: ServerContext, sink: any ResponseSink) {
        self.request = request
        self.loop = loop
        self.server = server
        self.sink = sink
    }

    /// Starts the handler. It runs synchronously, on the calling thread, until it first suspends.
    func start(_ handler: @escaping Web.Handler) {
        server.counters.requestBegan()
        task = Task.immediate(executorPreference: loop.executor) { [self] in
            await answer(with: handler)
            finish()
        }
    }

    /// Cancels the handler, because the client has disconnected or the server is stopping. Its response is dropped.
    func cancel() {
        guard !isOver else { return }
        isOver = true
        request.gone.store(true, ordering: .relaxed)
        request.body.fail(.disconnected)
        task?.cancel()
        wakeWriters()
    }

    /// Cancels the handler's task, but still sends its response.
    func requestCancellation() {
        task?.cancel()
    }

    /// Resumes waiting writers, because the client accepts data again.
    func becameWritable() {
        wakeWriters()
    }

    private func answer(with handler: Web.Handler) async {
        do {
            let response = try await handler(request)
            if let upgrade = response.upgrade, response.status == 101 {
                await handOver(response, to: upgrade)
            } else if case .stream(let length, let write) = response.body {
                await stream(response, length: length, write)
            } else {
                onLoop { self.send(response) }
            }
        } catch {
            onLoop { self.answer(for: error) }
        }
    }

    private func answer(for error: any Error) {
        guard !isOver else { return }
        if let response = (error as? any AnsweredError)?.answer { return send(response) }
        // A client that stops waiting is no fault of the server's.
        let isCancelled = error is CancellationError && task?.isCancelled == true
        server.logger.log(
            level: isCancelled ? .debug : .error, isCancelled ? "handler cancelled" : "handler failed",
            metadata: [
                "http.request.method": .string(request.method), "url.path": .string(request.rawPath),
                "error": .string("\(error)"),
            ])
        send(.failure)
    }

    private func send(_ response: Web.Response) {
        guard !isOver else { return }
        isOver = true
        stopCounting()
        do throws(HeaderError) {
            try response.checkStatus()
            try sink.send(response, body: response.bodyBytes)
        } catch {
            sendFailure(error)
        }
    }

    /// Sends a 500 in place of a response that is not valid.
    private func sendFailure(_ error: HeaderError) {
        isOver = true
        stopCounting()
        server.logger.error("response cannot be sent", metadata: ["error": .string("\(error)")])
        let failure = Web.Response.failure
        try? sink.send(failure, body: failure.bodyBytes)
    }

    private func finish() {
        onLoop {
            if !self.isOver {
                self.isOver = true
                self.sink.abort()
            }
            self.task = nil
            self.stopCounting()
        }
    }

    /// Stops counting this request. Must run before the last byte is sent: a client that has it may send its next
    /// request at once, and both would count.
    private func stopCounting() {
        guard isCounted else { return }
        isCounted = false
        server.counters.requestEnded()
    }

    private func onLoop(_ action: @escaping @Sendable () -> Void) {
        if loop.eventLoop.inEventLoop { action() } else { loop.eventLoop.execute(action) }
    }

    /// Runs `action` on the event loop and returns its result; nil if the event loop has ended.
    private func resultOnLoop<Result: Sendable>(_ action: @escaping @Sendable () -> Result?) async -> Result? {
        if loop.eventLoop.inEventLoop { return action() }
        return try? await loop.eventLoop.submit(action).get()
    }
}

// MARK: - Streams

extension RequestTask {
    private func stream(
        _ response: Web.Response, length: Int?, _ write: @Sendable (any Web.ResponseWriter) async throws -> Void
    ) async {
        let announced = length ?? response.headers.first("Content-Length").flatMap { Int($0) }
        guard await resultOnLoop({ self.startStream(response, length: announced) }) == true else { return }
        do {
            try await write(StreamWriter(task: self))
            onLoop { self.endStream() }
        } catch {
            onLoop { self.breakOff(error) }
        }
    }

    private func startStream(_ response: Web.Response, length: Int?) -> Bool {
        guard !isOver else { return false }
        remaining = length
        do throws(HeaderError) {
            try response.checkStatus()
            if try sink.sendHead(response, length: length) { return true }
            isOver = true
        } catch {
            sendFailure(error)
        }
        return false
    }

    private func endStream() {
        guard !isOver else { return }
        isOver = true
        // RFC 9112 section 6.3: only closing can tell the client that a body is shorter than announced.
        if let remaining, remaining > 0 {
            sink.abort()
        } else {
            stopCounting()
            sink.sendEnd(trailers: trailers)
        }
    }

    private func breakOff(_ error: any Error) {
        guard !isOver else { return }
        isOver = true
        if case Web.ResponseError.bodyTooLong = error {
            server.logger.error("response body longer than its Content-Length")
            sink.sendEnd(trailers: trailers)
            return
        }
        server.logger.error("response broke off", metadata: ["error": .string("\(error)")])
        sink.abort()
    }

    fileprivate func setTrailers(_ trailers: Headers) {
        onLoop { self.trailers = trailers }
    }

    fileprivate func write(_ bytes: Bytes) async throws {
        if loop.eventLoop.inEventLoop {
            try writeOnLoop(bytes)
            if sink.isWritable { return }
        } else {
            try await loop.eventLoop.submit { try self.writeOnLoop(bytes) }.get()
        }
        try await waitUntilWritable()
    }

    private func writeOnLoop(_ bytes: Bytes) throws {
        guard !isOver else { throw Web.ResponseError.disconnected }
        guard !bytes.isEmpty else { return }
        guard let remaining else {
            sink.sendBody(bytes)
            return
        }
        let fitting = min(remaining, bytes.count)
        self.remaining = remaining - fitting
        if fitting > 0 { sink.sendBody(bytes.slice(0..<fitting)) }
        guard fitting == bytes.count else { throw Web.ResponseError.bodyTooLong }
    }

    private func waitUntilWritable() async throws {
        try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
            onLoop {
                if self.isOver {
                    continuation.resume(throwing: Web.ResponseError.disconnected)
                } else if self.sink.isWritable {
                    continuation.resume()
                } else {
                    self.writers.append(continuation)
                }
            }
        }
    }

    private func wakeWriters() {
        let waiting = writers
        writers = []
        for writer in waiting {
            if isOver { writer.resume(throwing: Web.ResponseError.disconnected) } else { writer.resume() }
        }
    }
}

/// A writer that sends the body of a response to the client.
private struct StreamWriter: Web.ResponseWriter {
    let task: RequestTask

    func write(_ bytes: Bytes) async throws {
        try await task.write(bytes)
    }

    func setTrailers(_ trailers: Headers) {
        task.setTrailers(trailers)
    }
}

// MARK: - Upgrades

extension RequestTask {
    private func handOver(
        _ response: Web.Response, to handle: @Sendable (Web.UpgradedConnection) async throws -> Void
    ) async {
        guard let inbound = await resultOnLoop({ self.startUpgrade(response) }) else { return }
        let connection = Web.UpgradedConnection(inbound) { [self] bytes in
            do {
                try await write(bytes)
            } catch Web.ResponseError.disconnected {
                throw Web.UpgradedConnection.Failure.disconnected
            }
        }
        do {
            try await handle(connection)
            onLoop { self.endStream() }
        } catch {
            onLoop { self.breakOff(error) }
        }
    }

    private func startUpgrade(_ response: Web.Response) -> InboundBytes<Web.UpgradedConnection.Failure>? {
        guard !isOver else { return nil }
        do throws(HeaderError) {
            if let inbound = try sink.upgrade(response) { return inbound }
            // The server is stopping, or a middleware has held on to the request for too long.
            send(Web.HTTPError(503).response)
        } catch {
            sendFailure(error)
        }
        return nil
    }
}
