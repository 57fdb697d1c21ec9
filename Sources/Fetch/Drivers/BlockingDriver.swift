import Glibc

/// Drives a call from a thread, which does the transport's work or sleeps while it waits.
///
/// Must not be used from a task, because it would block a thread of the cooperative pool.
package enum BlockingDriver {
    /// Runs the call and returns the response with its complete body.
    ///
    /// - Parameter limit: The maximum body size in bytes, both as received and decoded.
    /// - Throws: ``FetchError``.
    @available(*, noasync, message: "this call blocks its thread; use the asynchronous client")
    package static func collect(_ call: Call, limit: Int) throws(FetchError) -> FetchedResponse {
        try run(call, .collect(limit: limit)).collected(by: call, limit: limit)
    }

    /// Runs the call and returns when the head of the response arrives. The body is still to be read.
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
            switch step {
            case .prepare(let request, let hooks): step = call.next(hooks.prepareBlocking(request))
            case .send(let attempt):
                exchange = start(attempt, mode)
                exchange?.responded()
                step = call.next(exchange.map { .responded($0.transfer.response) } ?? .failed(asynchronousBody))
            case .show(let response, let request, let hooks):
                step = call.next(hooks.showBlocking(response, to: request))
            case .drain(let head): step = call.next(drain(exchange, head))
            case .read(let limit): step = call.next(read(exchange, limit))
            case .wait(let time):
                sleep(until: time)
                step = call.next(.waited)
            case .deliver(let delivery):
                if let exchange { return Delivered(delivery, exchange.transfer, exchange.transport, exchange) }
                step = call.next(Delivered.nothing)
            case .fail(let error):
                exchange?.transfer.cancel()
                throw error
            }
        }
    }

    private static func start(_ attempt: Call.Attempt, _ mode: Transfer.Mode) -> BlockingTransfer? {
        switch attempt.chunks?.makeReader() {
        case .asynchronous: nil
        case .blocking(let next):
            BlockingTransfer(
                attempt.wire, mode, over: attempt.transport, nextChunk: next, trailers: attempt.chunks?.trailers)
        case nil:
            BlockingTransfer(attempt.wire, mode, over: attempt.transport, nextChunk: nil)
        }
    }

    private static var asynchronousBody: FetchError {
        FetchError(.asyncBodyInBlockingClient, "Attempted to send an async request with a sync Client instance.")
    }

    private static func read(_ exchange: BlockingTransfer?, _ limit: Int) -> Call.Event {
        guard let exchange else { return Delivered.nothing }
        exchange.transfer.collectRest(limit: limit)
        return .read(exchange.whole())
    }

    /// Reads the body of a response that is not for the user, so that its connection can be reused.
    private static func drain(_ exchange: BlockingTransfer?, _ head: ResponseHead) -> Call.Event {
        guard let exchange else { return Delivered.nothing }
        var body = DrainedBody(head)
        while body.needsMore(of: exchange.transfer) { exchange.partArrived() }
        return .drained(body.finish(exchange.transfer))
    }

    private static func sleep(until time: MonotonicTime) {
        let nanoseconds = Int(clamping: time.nanoseconds)
        var wake = timespec(tv_sec: nanoseconds / 1_000_000_000, tv_nsec: nanoseconds % 1_000_000_000)
        while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &wake, nil) == EINTR {}
    }
}
