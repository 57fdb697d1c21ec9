import HTTPValues

/// A transfer that is read by a thread. While it waits, that thread also supplies the request body.
final class BlockingTransfer: @unchecked Sendable {
    // Sendable: only the thread that waits for the response uses `nextChunk`.
    let transfer: Transfer
    let transport: any Transport
    private let upload: UploadQueue?
    private var nextChunk: (() throws -> Bytes?)?

    /// Starts `request`. A body that is sent in chunks is read with `nextChunk`, and followed by trailers if any.
    init(
        _ request: WireRequest, _ mode: Transfer.Mode, over transport: any Transport,
        nextChunk: (() throws -> Bytes?)?, trailers: (@Sendable () throws -> Headers)? = nil
    ) {
        self.transport = transport
        self.nextChunk = nextChunk
        upload = nextChunk == nil ? nil : UploadQueue(trailers: trailers)
        transfer = Transfer(mode: mode, upload: upload, isBlocking: true)
        transport.start(request, transfer)
    }

    /// Wraps a transfer that has ended and holds the complete response.
    init(replaying transfer: Transfer, over transport: any Transport) {
        self.transfer = transfer
        self.transport = transport
        upload = nil
        nextChunk = nil
    }

    /// Waits until `poll` returns a value.
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

    /// Waits for the next part of a streamed body.
    func partArrived() {
        while !transfer.hasPart { waitOrFeed(until: { $0.hasPart }) }
    }

    /// Waits for the response head.
    func head() -> Result<ResponseHead, FetchError> {
        wait({ $0.pollHead() }, isReady: { $0.pollHead() != nil })
    }

    /// Waits for the end of the transfer.
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

    /// Waits for the rest of a collected body.
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
