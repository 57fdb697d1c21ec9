import HTTPValues
import Logging
import NIOCore
import Synchronization

/// One request with its handler's task and its response.
final class RequestTask: @unchecked Sendable {
    // Sendable because its mutable state is used on the event loop only; methods that are called elsewhere hop there.
    private let request: Web.Request
    private let loop: LoopContext
    private let server: ServerContext
    private let sink: any ResponseSink
    private var task: Task<Void, Never>?
    private var isOver = false
    private var isCounted = true
    /// How many bytes of the promised length are missing.
    private var remaining: Int?
    private var trailers = Headers()
    private var writers: [CheckedContinuation<Void, any Error>] = []

    init(_ request: Web.Request, loop: LoopContext, server: ServerContext, sink: any ResponseSink) {
        self.request = request
        self.loop = loop
        self.server = server
        self.sink = sink
    }

    /// Starts the handler. It runs at once, here, until it waits for something for the first time.
    func start(_ handler: @escaping Web.Handler) {
        server.counters.requestBegan()
        task = Task.immediate(executorPreference: loop.executor) { [self] in
            await answer(with: handler)
            finish()
        }
    }

    /// The client has left, or the server stops: nothing that the handler still does will be seen.
    func cancel() {
        guard !isOver else { return }
        isOver = true
        request.gone.store(true, ordering: .relaxed)
        request.body.fail(.disconnected)
        task?.cancel()
        wakeWriters()
    }

    /// Asks the handler to stop, but still sends what it answers.
    func requestCancellation() {
        task?.cancel()
    }

    /// The client takes bytes again.
    func becameWritable() {
        wakeWriters()
    }

    private func answer(with handler: Web.Handler) async {
        do {
            await deliver(try await handler(request))
        } catch {
            onLoop { self.answer(for: error) }
        }
    }

    private func answer(for error: any Error) {
        guard !isOver else { return }
        switch error {
        case let error as Web.HTTPError: sendWhole(error.response)
        case Web.RequestBodyError.timedOut: sendWhole(Web.HTTPError(408).response, closing: true)
        case Web.RequestBodyError.malformed: sendWhole(Web.HTTPError(400).response, closing: true)
        default:
            server.logger.error(
                "handler failed",
                metadata: [
                    "http.request.method": .string(request.method), "url.path": .string(request.rawPath),
                    "error": .string("\(error)"),
                ])
            sendWhole(Web.HTTPError(500, text: "500 Internal Server Error").response, closing: true)
        }
    }

    private func sendWhole(_ response: Web.Response, closing: Bool = false) {
        var response = response
        response.closesConnection = response.closesConnection || closing
        isOver = true
        stopCounting()
        if case .bytes(let bytes) = response.body {
            sink.send(response, body: bytes)
        } else {
            sink.send(response, body: Bytes())
        }
    }

    private func deliver(_ response: Web.Response) async {
        guard case .stream(let length, let write) = response.body else {
            onLoop { if !self.isOver { self.sendWhole(response) } }
            return
        }
        let announced = length ?? response.headers.first("Content-Length").flatMap { Int($0) }
        guard await startStream(response, length: announced) else { return }
        do {
            try await write(StreamWriter(task: self))
            onLoop { self.endStream() }
        } catch {
            onLoop { self.breakOff(error) }
        }
    }

    private func startStream(_ response: Web.Response, length: Int?) async -> Bool {
        if !loop.eventLoop.inEventLoop {
            return (try? await loop.eventLoop.submit { self.startStreamOnLoop(response, length: length) }.get())
                ?? false
        }
        return startStreamOnLoop(response, length: length)
    }

    private func startStreamOnLoop(_ response: Web.Response, length: Int?) -> Bool {
        guard !isOver else { return false }
        remaining = length
        guard sink.sendHead(response, length: length) else {
            isOver = true
            return false
        }
        return true
    }

    private func endStream() {
        guard !isOver else { return }
        isOver = true
        // RFC 9112 section 6.3: a body shorter than promised can only be told by closing.
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

    /// Before the last byte leaves: a client that has it may send its next request at once, and both would count.
    private func stopCounting() {
        guard isCounted else { return }
        isCounted = false
        server.counters.requestEnded()
    }
}

// MARK: - Writing a stream

extension RequestTask {
    func write(_ bytes: Bytes) async throws {
        if loop.eventLoop.inEventLoop {
            try writeOnLoop(bytes)
            if sink.isWritable { return }
        } else {
            try await loop.eventLoop.submit { try self.writeOnLoop(bytes) }.get()
        }
        try await waitUntilWritable()
    }

    func setTrailers(_ trailers: Headers) {
        onLoop { self.trailers = trailers }
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

    private func onLoop(_ action: @escaping @Sendable () -> Void) {
        if loop.eventLoop.inEventLoop { action() } else { loop.eventLoop.execute(action) }
    }
}

/// Sends the body of a response to the client.
private struct StreamWriter: Web.ResponseWriter {
    let task: RequestTask

    func write(_ bytes: Bytes) async throws {
        try await task.write(bytes)
    }

    func setTrailers(_ trailers: Headers) {
        task.setTrailers(trailers)
    }
}
