/// A request without its body.
public struct RequestHead: Sendable {
    /// The method.
    public var method: HTTPMethod
    /// The URL; with user information only where the style shows it.
    public var url: FetchURL
    /// The fields.
    public var headers: Headers

    /// A head.
    public init(method: HTTPMethod, url: FetchURL, headers: Headers) {
        self.method = method
        self.url = url
        self.headers = headers
    }
}
