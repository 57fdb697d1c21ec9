package import HTTPValues

/// A response with its whole body, and how it came about.
package final class FetchedResponse: Sendable {
    /// Status, version, reason and fields.
    package let head: ResponseHead
    /// The URL that gave it; with user information only where the style shows it.
    package var url: FetchURL { request.url }
    /// The request that it answers.
    package let request: RequestHead
    /// The responses that led to it, oldest first.
    package let history: [FetchedResponse]
    /// The body in its content coding, as received.
    package let encodedBody: Bytes
    /// The body with its content coding undone.
    package let body: Bytes
    /// What is known about the transfer.
    package let summary: TransferSummary
    /// From the user's call to the end of the body.
    package var elapsed: Duration { began.duration(to: ended) }
    private let began: MonotonicTime
    private let ended: MonotonicTime

    /// The most bytes that the body of a redirect is decoded to: nobody asked for it, so nobody set a limit.
    private static let historyLimit = 1 << 20

    /// A response. Without `decoded`, a body that cannot be decoded is left as it is: it is not the user's answer.
    init(
        _ response: CollectedResponse, decoded: Bytes?, _ record: CallRecord, ended: MonotonicTime = .now
    ) {
        head = response.head
        request = record.request
        history = record.history
        encodedBody = response.body
        body = decoded ?? (try? response.decodedBody(limit: Self.historyLimit)) ?? response.body
        summary = response.summary
        began = record.began
        self.ended = ended
    }
}

extension CollectedResponse {
    /// The response with its content coding undone.
    func decoded(limit: Int?) throws(FetchError) -> CollectedResponse {
        CollectedResponse(head: head, body: try decodedBody(limit: limit), summary: summary)
    }

    /// The body with its content coding undone, of at most `limit` bytes.
    func decodedBody(limit: Int?) throws(FetchError) -> Bytes {
        guard !body.isEmpty, head.headers.contains("Content-Encoding") else { return body }
        do {
            return try ContentDecoder.decode(body, contentEncoding: head.headers.all("Content-Encoding"), limit: limit)
        } catch {
            throw FetchError(error)
        }
    }
}

extension FetchError {
    /// The error of a content coding.
    init(_ error: ContentDecodingError) {
        if case .tooLarge = error.reason {
            self.init(.tooLarge, error.description)
        } else {
            self.init(.contentDecoding, error.description)
        }
    }
}
