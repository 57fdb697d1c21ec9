import HTTPValues

/// Drives a call from a task.
public enum AsyncDriver {
    /// Sends, follows and collects until the whole response is there.
    ///
    /// - Parameter limit: The most bytes of a body, as received and decoded.
    /// - Throws: ``FetchError``; of kind `cancelled` when the task is cancelled.
    public static func collect(
        _ call: Call, over transport: any Transport, limit: Int
    ) async throws(FetchError) -> FetchedResponse {
        while true {
            try await pause(for: call.delay)
            let transfer = try send(call, .collect(limit: limit), over: transport)
            await transfer.ended()
            if let response = try call.response(of: transfer, limit: limit) { return response }
        }
    }

    /// Sends and follows until the head of the response is there; its body is left to be read.
    public static func stream(
        _ call: Call, over transport: any Transport
    ) async throws(FetchError) -> StreamedResponse {
        while true {
            try await pause(for: call.delay)
            let transfer = try send(call, .stream, over: transport)
            switch try call.verdict(on: await transfer.head(), from: transfer) {
            case .isFinal(let head): return try StreamedResponse(head, call, transfer, transport)
            case .leadsOn(let head): call.proceed(after: await drain(transfer, head))
            case .failed: break
            }
        }
    }

    private static func send(
        _ call: Call, _ mode: Transfer.Mode, over transport: any Transport
    ) throws(FetchError) -> Transfer {
        let attempt = try call.attempt()
        let upload = attempt.chunks.map { _ in UploadQueue() }
        let transfer = Transfer(mode: mode, upload: upload)
        transport.start(attempt.wire, transfer)
        if let upload, let chunks = attempt.chunks {
            let pump = Task { await UploadPump.run(chunks.makeReader(), into: upload) }
            // Not here and now: a transport may end a transfer with a lock held, and cancelling runs code of users.
            transfer.onEnd { Task { pump.cancel() } }
        }
        return transfer
    }

    /// Reads the body of a response that is not for the user, so that its connection can be used again.
    private static func drain(_ transfer: Transfer, _ head: ResponseHead) async -> CollectedResponse {
        var body = DrainedBody(head)
        repeat { await transfer.partArrived() } while body.takePart(of: transfer)
        if !body.isComplete { transfer.cancel() }
        return body.response
    }

    private static func pause(for delay: Duration) async throws(FetchError) {
        guard delay > .zero else { return }
        do {
            try await Task.sleep(for: delay)
        } catch {
            throw FetchError(.cancelled, "The request was cancelled")
        }
    }
}
