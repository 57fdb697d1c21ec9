import HTTPValues

/// The body of a redirect or a challenge: kept for the history, up to a size that is worth a connection.
struct DrainedBody: ~Copyable {
    private let head: ResponseHead
    private var bytes = ByteBuilder()
    private var summary: TransferSummary?

    /// Reading more than this costs more than a new connection.
    private static let limit = 1 << 20

    init(_ head: ResponseHead) {
        self.head = head
    }

    /// Takes what has arrived; true when more is wanted and has not arrived yet.
    mutating func needsMore(of transfer: Transfer) -> Bool {
        if case .collect = transfer.mode { return false }
        while true {
            switch transfer.pollPart() {
            case .success(.bytes(let chunk)) where bytes.count + chunk.count <= Self.limit: bytes.append(chunk)
            case .success(.end(let summary)):
                self.summary = summary
                return false
            case .success(.bytes), .failure: return false
            case nil: return true
            }
        }
    }

    /// What arrived. A transfer that has not ended is cancelled.
    consuming func finish(_ transfer: Transfer) -> CollectedResponse {
        if case .collect = transfer.mode, case .success(let response) = transfer.pollWhole() { return response }
        if summary == nil { transfer.cancel() }
        return CollectedResponse(head: head, body: bytes.take(), summary: summary ?? TransferSummary())
    }
}
