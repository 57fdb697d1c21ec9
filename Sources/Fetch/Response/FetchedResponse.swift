package import HTTPValues

/// A response with its complete body and the history of its call.
package final class FetchedResponse: Sendable {
    /// The status, version, reason phrase and headers.
    package let head: ResponseHead
    /// The URL of the response. It includes user information only if the style exposes it.
    package var url: FetchURL { request.url }
    /// The request that led to the response.
    package let request: RequestHead
    /// The responses before it, oldest first.
    package let history: [FetchedResponse]
    /// The body as received, in its content coding.
    package let encodedBody: Bytes
    /// The decoded body.
    package let body: Bytes
    /// The summary of the transfer.
    package let summary: TransferSummary
    /// The time from the start of the call to the end of the body.
    package var elapsed: Duration { began.duration(to: ended) }
    let began: MonotonicTime
    private let ended: MonotonicTime

    /// The maximum decoded size of a redirect's body, in bytes. The user's limit applies only to the final response.
    private static let historyLimit = 1 << 20

    /// Creates a response. `decoded` is nil for responses before the final one, whose body is left as is if it cannot
    /// be decoded.
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
    /// Returns the response with its body decoded.
    func decoded(limit: Int?) throws(FetchError) -> CollectedResponse {
        CollectedResponse(head: head, body: try decodedBody(limit: limit), summary: summary)
    }

    /// Returns the decoded body of at most `limit` bytes.
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
    /// Creates an error from a content decoding error.
    init(_ error: ContentDecodingError) {
        if case .tooLarge = error.reason {
            self.init(.tooLarge, error.description)
        } else {
            self.init(.contentDecoding, error.description)
        }
    }
}
