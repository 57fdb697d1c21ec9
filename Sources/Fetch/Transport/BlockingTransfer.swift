import HTTPValues

/// A transfer whose reader is a thread. While it waits, that thread also feeds the body of the request.
final class BlockingTransfer: @unchecked Sendable {
    // Sendable: the reader of the request body is used by the one thread that waits for the response.
    let transfer: Transfer
    let transport: any Transport
    private let upload: UploadQueue?
    private var nextChunk: (() throws -> Bytes?)?

    /// Starts `request`, whose body, if it comes in pieces, `nextChunk` reads.
    init(
        _ request: WireRequest, _ mode: Transfer.Mode, over transport: any Transport,
        nextChunk: (() throws -> Bytes?)?
    ) {
        self.transport = transport
        self.nextChunk = nextChunk
        upload = nextChunk == nil ? nil : UploadQueue()
        transfer = Transfer(mode: mode, upload: upload, isBlocking: true)
        transport.start(request, transfer)
    }

    /// A transfer that has ended, whose response is all there.
    init(replaying transfer: Transfer, over transport: any Transport) {
        self.transfer = transfer
        self.transport = transport
        upload = nil
        nextChunk = nil
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
        if mustFeed { return feed() }
        let parker = transfer.listThisThread()
        _ = upload?.listThisThread()
        transport.wait(with: parker) { isReady(transfer) || mustFeed }
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

    /// Waits for the head of a streamed response, or the end of a collected one.
    func responded() {
        switch transfer.mode {
        case .collect: ended()
        case .stream: _ = head()
        }
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
            upload.fail(.bodySource(error))
        }
    }
}
