import HTTPValues

/// The body of a redirect or challenge, kept for the history. It is read up to a size that is worth saving a
/// connection.
struct DrainedBody: ~Copyable {
    private let head: ResponseHead
    private var bytes = ByteBuilder()
    private var summary: TransferSummary?

    /// Reading more than this costs more than a new connection.
    private static let limit = 1 << 20

    init(_ head: ResponseHead) {
        self.head = head
    }

    /// Appends data that has arrived. Returns true if more must arrive.
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

    /// Returns the response with the data that arrived. Cancels the transfer if it has not ended.
    consuming func finish(_ transfer: Transfer) -> CollectedResponse {
        if case .collect = transfer.mode, case .success(let response) = transfer.pollWhole() { return response }
        if summary == nil { transfer.cancel() }
        return CollectedResponse(head: head, body: bytes.take(), summary: summary ?? TransferSummary())
    }
}
