public import HTTPValues

/// A response with all of its body, still in its content coding.
public struct CollectedResponse: Sendable {
    /// The head.
    public var head: ResponseHead
    /// The body as it came over the wire.
    public var body: Bytes
    /// What is known about the transfer.
    public var summary: TransferSummary

    /// A response.
    package init(head: ResponseHead, body: Bytes, summary: TransferSummary = TransferSummary()) {
        self.head = head
        self.body = body
        self.summary = summary
    }
}
