public import HTTPValues

/// A response with its complete body, still in its content coding.
public struct CollectedResponse: Sendable {
    /// The response head.
    public var head: ResponseHead
    /// The body as received.
    public var body: Bytes
    /// The summary of the transfer.
    public var summary: TransferSummary

    /// Creates a response.
    package init(head: ResponseHead, body: Bytes, summary: TransferSummary = TransferSummary()) {
        self.head = head
        self.body = body
        self.summary = summary
    }
}
