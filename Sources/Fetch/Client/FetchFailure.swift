/// An error of a request, whichever client it comes from.
///
/// HTTPX's `RequestError` and `HTTPStatusError`, AIOHTTP's `ClientError` and ``FetchError`` conform to it:
///
/// ```swift
/// do {
///     try await client.fetch(request)
/// } catch let error as any FetchFailure where error.isTimeout {
///     print(error.failure.kind, error.failure.url ?? "")
/// }
/// ```
public protocol FetchFailure: Error, CustomStringConvertible {
    /// The failure in the terms that both styles share.
    var failure: FetchError { get }
}

extension FetchFailure {
    /// Whether a timeout expired.
    public var isTimeout: Bool {
        if case .timeout = failure.kind { true } else { false }
    }

    /// Whether no connection could be established, or a connection broke: httpx's `NetworkError`, which a server that
    /// closes a connection without a response is not.
    public var isNetworkError: Bool {
        [.resolve, .connect, .tls, .certificate, .read, .write].contains(failure.kind)
    }
}

extension FetchError: FetchFailure {
    /// This error.
    public var failure: FetchError { self }
}
