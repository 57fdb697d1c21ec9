import HTTPValues

/// Drives a call from a task.
package enum AsyncDriver {
    /// Runs the call and returns the response with its complete body.
    ///
    /// - Parameter limit: The maximum body size in bytes, both as received and decoded.
    /// - Throws: ``FetchError``. Its kind is `cancelled` if the task is cancelled.
    package static func collect(_ call: Call, limit: Int) async throws(FetchError) -> FetchedResponse {
        try await run(call, .collect(limit: limit)).collected(by: call, limit: limit)
    }

    /// Runs the call and returns when the head of the response arrives. The body is still to be read.
    ///
    /// - Throws: ``FetchError``. Its kind is `cancelled` if the task is cancelled.
    package static func stream(_ call: Call) async throws(FetchError) -> StreamedResponse {
        try await run(call, .stream).streamed(by: call)
    }

    private static func run(_ call: Call, _ mode: Transfer.Mode) async throws(FetchError) -> Delivered {
        var exchange: (transfer: Transfer, transport: any Transport)?
        var step = call.next(.begin)
        while true {
            switch step {
            case .prepare(let request, let hooks): step = call.next(await hooks.prepare(request))
            case .send(let attempt):
                let transfer = start(attempt, mode)
                exchange = (transfer, attempt.transport)
                await transfer.responded()
                step = call.next(.responded(transfer.response))
            case .show(let response, let request, let hooks):
                step = call.next(await hooks.show(response, to: request))
            case .drain(let head): step = call.next(await drain(exchange?.transfer, head))
            case .read(let limit): step = call.next(await read(exchange?.transfer, limit))
            case .wait(let time): step = call.next(await sleep(until: time))
            case .deliver(let delivery):
                if let exchange { return Delivered(delivery, exchange.transfer, exchange.transport) }
                step = call.next(Delivered.nothing)
            case .fail(let error):
                exchange?.transfer.cancel()
                throw error
            }
        }
    }

    private static func start(_ attempt: Call.Attempt, _ mode: Transfer.Mode) -> Transfer {
        let upload = attempt.chunks.map { UploadQueue(trailers: $0.trailers) }
        let transfer = Transfer(mode: mode, upload: upload)
        attempt.transport.start(attempt.wire, transfer)
        if let upload, let chunks = attempt.chunks {
            let pump = Task { await UploadPump.run(chunks.makeReader(), into: upload) }
            // In a task, because a transport may end a transfer with a lock held, and cancelling runs user code.
            transfer.onEnd { Task { pump.cancel() } }
        }
        return transfer
    }

    private static func read(_ transfer: Transfer?, _ limit: Int) async -> Call.Event {
        guard let transfer else { return Delivered.nothing }
        transfer.collectRest(limit: limit)
        return .read(await transfer.whole())
    }

    /// Reads the body of a response that is not for the user, so that its connection can be reused.
    private static func drain(_ transfer: Transfer?, _ head: ResponseHead) async -> Call.Event {
        guard let transfer else { return Delivered.nothing }
        var body = DrainedBody(head)
        while body.needsMore(of: transfer) { await transfer.partArrived() }
        return .drained(body.finish(transfer))
    }

    private static func sleep(until time: MonotonicTime) async -> Call.Event {
        do {
            try await Task.sleep(for: MonotonicTime.now.duration(to: time))
            return .waited
        } catch {
            return .failed(FetchError(callback: error))
        }
    }
}
