/// The method, URL and headers of a request.
public struct RequestHead: Sendable {
    /// The method.
    public var method: HTTPMethod
    /// The URL. HTTPX keeps user name and password in it, AIOHTTP removes them.
    public var url: FetchURL
    /// The headers.
    public var headers: Headers

    /// Creates a head.
    public init(method: HTTPMethod, url: FetchURL, headers: Headers = [:]) {
        self.method = method
        self.url = url
        self.headers = headers
    }
}
