import Glibc

/// Drives a call from a thread, which works or sleeps until there is something for it.
///
/// Not to be used from a task: a blocked thread of the cooperative pool is one that no other task can have.
package enum BlockingDriver {
    /// Sends, follows and collects until the whole response is there.
    ///
    /// - Parameter limit: The most bytes of a body, as received and decoded.
    /// - Throws: ``FetchError``.
    @available(*, noasync, message: "this call blocks its thread; use the asynchronous client")
    package static func collect(_ call: Call, limit: Int) throws(FetchError) -> FetchedResponse {
        try run(call, .collect(limit: limit)).collected(by: call, limit: limit)
    }

    /// Sends and follows until the head of the response is there; its body is left to be read.
    ///
    /// - Throws: ``FetchError``.
    @available(*, noasync, message: "this call blocks its thread; use the asynchronous client")
    package static func stream(_ call: Call) throws(FetchError) -> StreamedResponse {
        try run(call, .stream).streamed(by: call)
    }

    private static func run(_ call: Call, _ mode: Transfer.Mode) throws(FetchError) -> Delivered {
        var exchange: BlockingTransfer?
        var step = call.next(.begin)
        while true {
            switch (step, exchange) {
            case (.prepare(let request, let hooks), _): step = call.next(hooks.prepareBlocking(request))
            case (.send(let attempt), _):
                guard let new = start(attempt, mode) else {
                    step = call.next(.failed(asynchronousBody))
                    continue
                }
                exchange = new
                new.responded()
                step = call.next(.responded(new.transfer.response))
            case (.show(let response, let request, let hooks), _):
                step = call.next(hooks.showBlocking(response, to: request))
            case (.drain(let head), let exchange?): step = call.next(.drained(drain(exchange, head)))
            case (.read(let limit), let exchange?):
                exchange.transfer.collectRest(limit: limit)
                step = call.next(.read(exchange.whole()))
            case (.wait(let time), _):
                sleep(until: time)
                step = call.next(.waited)
            case (.deliver(let delivery), let exchange?):
                return Delivered(delivery, exchange.transfer, exchange.transport, exchange)
            case (.fail(let error), _):
                exchange?.transfer.cancel()
                throw error
            case (.drain, nil), (.read, nil), (.deliver, nil): step = call.next(.failed(Delivered.nothing))
            }
        }
    }

    private static func start(_ attempt: Call.Attempt, _ mode: Transfer.Mode) -> BlockingTransfer? {
        switch attempt.chunks?.makeReader() {
        case .asynchronous: nil
        case .blocking(let next):
            BlockingTransfer(attempt.wire, mode, over: attempt.transport, nextChunk: next)
        case nil:
            BlockingTransfer(attempt.wire, mode, over: attempt.transport, nextChunk: nil)
        }
    }

    private static var asynchronousBody: FetchError {
        FetchError(.asyncBodyInBlockingClient, "Attempted to send an async request with a sync Client instance.")
    }

    /// Reads the body of a response that is not for the user, so that its connection can be used again.
    private static func drain(_ exchange: BlockingTransfer, _ head: ResponseHead) -> CollectedResponse {
        var body = DrainedBody(head)
        while body.needsMore(of: exchange.transfer) { exchange.partArrived() }
        return body.finish(exchange.transfer)
    }

    private static func sleep(until time: MonotonicTime) {
        let nanoseconds = Int(clamping: time.nanoseconds)
        var wake = timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
        while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &wake, nil) == EINTR {}
    }
}
