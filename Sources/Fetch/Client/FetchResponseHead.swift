public import HTTPValues

/// What is known about a response when its headers have arrived.
public protocol FetchResponseHead: Sendable {
    /// Version, status, reason and headers, as received.
    var head: ResponseHead { get }
    /// The final URL, after redirects.
    var url: FetchURL { get }
    /// The request that this response answers.
    var request: RequestHead { get }
    /// The redirects and challenges that led here, oldest first.
    var history: [FetchResponse] { get }
}

extension FetchResponseHead {
    /// The status code.
    public var status: Int { head.status }
    /// The reason phrase. Empty if there is none, as in HTTP/2.
    public var reason: String { head.reason }
    /// The HTTP version.
    public var version: HTTPVersion { head.version }
    /// The headers, as received.
    public var headers: Headers { head.headers }
    /// Whether the status is 2xx.
    public var isSuccess: Bool { (200..<300).contains(status) }

    /// Throws an error if the status is 400 or above.
    ///
    /// - Throws: ``FetchError`` of kind ``FetchError/Kind/status(_:)``.
    public func raiseForStatus() throws(FetchError) {
        guard status >= 400 else { return }
        let reason = reason.isEmpty ? ReasonPhrase.text(for: status) : reason
        throw FetchError(.status(status), "The server responded with \(status) \(reason)", url: url.description)
    }
}
