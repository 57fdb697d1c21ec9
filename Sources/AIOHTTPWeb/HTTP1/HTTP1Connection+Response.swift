import HTTPValues
import Logging
import NIOCore

extension HTTP1Connection {
    var isWritable: Bool { context?.channel.isWritable ?? false }

    func send(_ response: Web.Response, body: Bytes) throws(HeaderError) {
        let plan = state.startResponse(
            status: response.status, length: body.count, closes: response.closesConnection || response.wantsClose)
        let capacity = 512 + (plan.sendsBody ? body.count : 0)
        try write(capacity: capacity) { buffer throws(HeaderError) in
            try writeHead(response, plan, to: &buffer)
            if plan.sendsBody { body.withUnsafeBytes { _ = buffer.writeBytes($0) } }
        }
        responseFinished(isComplete: true)
    }

    func sendHead(_ response: Web.Response, length: Int?) throws(HeaderError) -> Bool {
        let plan = state.startResponse(
            status: response.status, length: length, closes: response.closesConnection || response.wantsClose)
        framing = plan.framing
        try write(capacity: 512) { buffer throws(HeaderError) in try writeHead(response, plan, to: &buffer) }
        if plan.sendsBody { return true }
        responseFinished(isComplete: true)
        return false
    }

    private func writeHead(
        _ response: Web.Response, _ plan: ResponsePlan, to buffer: inout ByteBuffer
    ) throws(HeaderError) {
        buffer.write(
            try ResponseHeadText(
                status: response.status, reason: response.reason, headers: response.headers, plan: plan,
                serverName: server.configuration.serverName, date: loop.currentDate))
    }

    func sendBody(_ bytes: Bytes) {
        write(capacity: bytes.count + 20) { buffer in
            if framing == .chunked {
                buffer.write(ChunkText(bytes))
            } else {
                bytes.withUnsafeBytes { _ = buffer.writeBytes($0) }
            }
        }
        updateTimer()
    }

    func sendEnd(trailers: Headers) {
        if framing == .chunked {
            write(capacity: 64) { buffer in
                buffer.write((try? LastChunkText(trailers: trailers)) ?? LastChunkText())
            }
        }
        responseFinished(isComplete: true)
    }

    func abort() {
        if state.outbound == .awaited {
            // Nothing was sent: the handler ended without a response.
            state.fail()
            close()
        } else {
            responseFinished(isComplete: false)
        }
    }

    // MARK: Closing

    /// Closes the connection once all written data has been sent.
    func closeAfterFlush() {
        state.fail()
        guard let context else { return }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.whenComplete { [self] _ in close() }
        context.writeAndFlush(NIOAny(ByteBuffer()), promise: promise)
    }

    /// Ends the output and discards input until the client closes, or for ``ServerConfiguration/lingerTimeout``.
    func lingerAndClose() {
        state.fail()
        guard let context, !state.inputIsClosed else { return closeAfterFlush() }
        let promise = context.eventLoop.makePromise(of: Void.self)
        promise.futureResult.whenComplete { [self] _ in
            guard let context = self.context, !state.inputIsClosed else { return close() }
            outputIsClosed = true
            context.close(mode: .output, promise: nil)
        }
        context.writeAndFlush(NIOAny(ByteBuffer()), promise: promise)
        updateTimer()
        readIfWanted()
    }

    func close() {
        state.fail()
        timers.cancel()
        leave()
        context?.close(promise: nil)
    }

    // MARK: Timers

    func updateTimer() {
        guard let context, context.channel.isActive else { return }
        var timer = state.timer
        if timer == .body, !(body?.hasRoom ?? true) { timer = .none }
        if !context.channel.isWritable, timer == .none || timer == .body { timer = .body }
        timers.start(timer)
    }

    func timedOut(_ timer: ConnectionTimer) {
        switch timer {
        case .idle, .linger: close()
        case .head:
            refuse(.requestTimeout)
        case .body:
            if isWritable, let body { body.fail(.timedOut) } else { close() }
        case .halfClosed: if isWritable { requestTask?.requestCancellation() } else { close() }
        case .none: break
        }
    }
}

extension Web.Response {
    /// Whether the handler itself set `Connection: close`.
    var wantsClose: Bool {
        headers.list("Connection", contains: "close")
    }
}
