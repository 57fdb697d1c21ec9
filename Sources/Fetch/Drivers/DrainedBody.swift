import HTTPValues

/// The body of a redirect or a challenge: kept for the history, up to a size that is worth a connection.
struct DrainedBody: ~Copyable {
    private let head: ResponseHead
    private var bytes = ByteBuilder()
    private var summary: TransferSummary?
    private var isOver = false

    /// Reading more than this costs more than a new connection.
    private static let limit = 1 << 20

    init(_ head: ResponseHead) {
        self.head = head
    }

    /// Whether all of it came.
    var isComplete: Bool { summary != nil }

    /// Takes the next part of `transfer`; false when no more is wanted.
    mutating func takePart(of transfer: Transfer) -> Bool {
        switch transfer.pollPart() {
        case .success(.bytes(let chunk)) where bytes.count + chunk.count <= Self.limit:
            bytes.append(chunk)
            return true
        case .success(.end(let summary)):
            self.summary = summary
            return false
        case .success(.bytes), .failure, nil:
            return false
        }
    }

    /// What came.
    var response: CollectedResponse {
        mutating get { CollectedResponse(head: head, body: bytes.take(), summary: summary ?? TransferSummary()) }
    }
}
