/// Drives an exchange from a task.
public enum AsyncDriver {
    /// Sends, follows and collects until the whole response is there.
    ///
    /// - Parameter limit: The most bytes of a body, as received and decoded.
    /// - Throws: ``FetchError``; of kind `cancelled` when the task is cancelled.
    public static func collect(
        _ exchange: consuming Exchange, over transport: any Transport, limit: Int
    ) async throws(FetchError) -> FetchedResponse {
        var attempt = try exchange.start()
        while true {
            try await pause(for: attempt.delay)
            let transfer = send(attempt, .collect(limit: limit), over: transport)
            switch await transfer.whole() {
            case .success(let response):
                if try exchange.isFinal(response.head) { return try exchange.finish(response, limit: limit) }
                attempt = try exchange.proceed(after: response)
            case .failure(let error):
                attempt = try exchange.proceed(after: error)
            }
        }
    }

    /// Sends and follows until the head of the response is there; its body is left to be read.
    public static func stream(
        _ exchange: consuming Exchange, over transport: any Transport
    ) async throws(FetchError) -> StreamedResponse {
        var attempt = try exchange.start()
        while true {
            try await pause(for: attempt.delay)
            let transfer = send(attempt, .stream, over: transport)
            switch await transfer.head() {
            case .success(let head):
                let isFinal: Bool
                do {
                    isFinal = try exchange.isFinal(head)
                } catch {
                    transfer.cancel()
                    throw error
                }
                if isFinal { return try StreamedResponse(head, exchange, transfer, transport) }
                attempt = try exchange.proceed(after: await drain(transfer, head))
            case .failure(let error):
                attempt = try exchange.proceed(after: error)
            }
        }
    }

    private static func send(_ attempt: Exchange.Attempt, _ mode: Transfer.Mode, over transport: any Transport)
        -> Transfer
    {
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
        while let part = body.take(await transfer.part()) { _ = part }
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
