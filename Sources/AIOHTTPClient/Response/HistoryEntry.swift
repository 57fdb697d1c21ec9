import Fetch
public import HTTPValues

/// A redirect that was followed.
public struct HistoryEntry: Sendable {
    /// The status code.
    public let status: Int
    /// The URL that returned it.
    public let url: FetchURL
    /// The headers.
    public let headers: Headers

    init(_ response: FetchedResponse) {
        status = response.head.status
        url = response.url
        headers = response.head.headers
    }
}
