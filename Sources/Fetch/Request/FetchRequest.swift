public import HTTPValues

/// A request as specified by the user, before the style's defaults and rules are applied.
public struct FetchRequest: Sendable {
    /// The HTTP method.
    public var method: HTTPMethod
    /// The URL, absolute or relative to the client's base URL.
    public var url: any URLConvertible
    /// Query parameters, if any.
    public var parameters: QueryParameters?
    /// Headers. They override the client's headers of the same name.
    public var headers: Headers
    /// Cookies for this request only.
    public var cookies: [(name: String, value: String)]
    /// The request body, if any.
    public var body: RequestBody?
    /// The credentials to send.
    public var authentication: AuthenticationChoice
    /// Whether to follow redirects, or nil for the client's setting.
    public var followsRedirects: Bool?
    /// The maximum number of redirects, or nil for the client's setting.
    public var maximumRedirects: Int?
    /// The timeouts, or nil for the client's.
    public var timeouts: Timeouts?
    /// The proxy, or nil for the client's.
    public var proxy: ProxyTarget?
    /// The request target to send as is, such as `*`, or nil to use the one from the URL.
    public var target: String?

    /// Creates a request.
    public init(_ method: HTTPMethod, _ url: some URLConvertible) {
        self.method = method
        self.url = url
        headers = Headers()
        cookies = []
        authentication = .inherited
    }
}
