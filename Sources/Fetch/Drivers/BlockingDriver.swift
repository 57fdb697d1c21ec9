import Glibc
import HTTPValues

/// Drives a call from a thread, which works or sleeps until there is something for it.
///
/// Not to be used from a task: a blocked thread of the cooperative pool is one that no other task can have.
public enum BlockingDriver {
    /// Sends, follows and collects until the whole response is there.
    ///
    /// - Parameter limit: The most bytes of a body, as received and decoded.
    @available(*, noasync, message: "this call blocks its thread; use the asynchronous client")
    public static func collect(
        _ call: Call, over transport: any Transport, limit: Int
    ) throws(FetchError) -> FetchedResponse {
        while true {
            pause(for: call.delay)
            let transfer = try BlockingTransfer(call.attempt(), .collect(limit: limit), over: transport)
            transfer.ended()
            if let response = try call.response(of: transfer.transfer, limit: limit) { return response }
        }
    }

    /// Sends and follows until the head of the response is there; its body is left to be read.
    @available(*, noasync, message: "this call blocks its thread; use the asynchronous client")
    public static func stream(
        _ call: Call, over transport: any Transport
    ) throws(FetchError) -> StreamedResponse {
        while true {
            pause(for: call.delay)
            let transfer = try BlockingTransfer(call.attempt(), .stream, over: transport)
            switch try call.verdict(on: transfer.head(), from: transfer.transfer) {
            case .isFinal(let head): return try StreamedResponse(head, call, transfer)
            case .leadsOn(let head): call.proceed(after: drain(transfer, head))
            case .failed: break
            }
        }
    }

    private static func drain(_ transfer: BlockingTransfer, _ head: ResponseHead) -> CollectedResponse {
        var body = DrainedBody(head)
        repeat { transfer.partArrived() } while body.takePart(of: transfer.transfer)
        if !body.isComplete { transfer.transfer.cancel() }
        return body.response
    }

    private static func pause(for delay: Duration) {
        guard delay > .zero else { return }
        let (seconds, attoseconds) = delay.components
        var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        nanosleep(&time, nil)
    }
}

/// A transfer whose reader is a thread. While it waits, that thread also feeds the body of the request.
final class BlockingTransfer: @unchecked Sendable {
    // Sendable: the reader of the request body is used by the one thread that waits for the response.
    let transfer: Transfer
    let transport: any Transport
    private let upload: UploadQueue?
    private var nextChunk: (() throws -> Bytes?)?

    init(_ attempt: Call.Attempt, _ mode: Transfer.Mode, over transport: any Transport) throws(FetchError) {
        self.transport = transport
        switch attempt.chunks?.makeReader() {
        case .asynchronous:
            throw FetchError(
                .asyncBodyInBlockingClient, "Attempted to send an async request with a sync Client instance.",
                url: attempt.wire.url.description)
        case .blocking(let next):
            nextChunk = next
            upload = UploadQueue()
        case nil:
            upload = nil
        }
        transfer = Transfer(mode: mode, upload: upload, isBlocking: true)
        upload?.wakeOnRoom(transfer.parker)
        transport.start(attempt.wire, transfer)
    }

    /// Waits until `poll` gives something.
    func wait<Value>(
        _ poll: (Transfer) -> Result<Value, FetchError>?, isReady: (Transfer) -> Bool
    ) -> Result<Value, FetchError> {
        while true {
            if let value = poll(transfer) { return value }
            waitOrFeed(until: isReady)
        }
    }

    private func waitOrFeed(until isReady: (Transfer) -> Bool) {
        if mustFeed {
            feed()
        } else {
            transport.wait(for: transfer) { isReady(transfer) || mustFeed }
        }
    }

    /// Waits until there is a next part of a streamed body.
    func partArrived() {
        while !transfer.hasPart { waitOrFeed(until: { $0.hasPart }) }
    }

    /// Waits for the head.
    func head() -> Result<ResponseHead, FetchError> {
        wait({ $0.pollHead() }, isReady: { $0.pollHead() != nil })
    }

    /// Waits for the end.
    func ended() {
        while !transfer.hasEnded { waitOrFeed(until: { $0.hasEnded }) }
    }

    /// Waits for all that is left of a body that is collected.
    func whole() -> Result<CollectedResponse, FetchError> {
        wait({ $0.pollWhole() }, isReady: { $0.hasEnded })
    }

    private var mustFeed: Bool {
        guard let upload, nextChunk != nil else { return false }
        return upload.hasRoom && !upload.isClosed
    }

    private func feed() {
        guard let upload, let nextChunk else { return }
        do {
            if let chunk = try nextChunk() {
                upload.append(chunk)
            } else {
                self.nextChunk = nil
                upload.complete()
            }
        } catch {
            self.nextChunk = nil
            upload.fail(FetchError(.bodySource, "The body could not be read: \(error)"))
        }
    }
}
