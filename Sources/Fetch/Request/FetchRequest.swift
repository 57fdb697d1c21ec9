public import HTTPValues

/// A request as specified by the user, before the style's defaults and rules are applied.
public struct FetchRequest: Sendable {
    /// The HTTP method.
    public var method: HTTPMethod
    /// The URL, absolute or relative to the client's base URL.
    public var url: any URLConvertible
    /// Query parameters, if any.
    public var params: QueryParameters?
    /// Headers. They override the client's headers of the same name.
    public var headers: Headers
    /// Cookies for this request only.
    public var cookies: [(name: String, value: String)]
    /// The request body, if any.
    public var body: RequestBody?
    /// The credentials to send.
    public var auth: AuthenticationChoice
    /// Whether to follow redirects, or nil for the client's setting.
    public var followRedirects: Bool?
    /// The maximum number of redirects, or nil for the client's setting.
    public var maxRedirects: Int?
    /// The timeouts, or nil for the client's.
    public var timeout: FetchTimeout?
    /// The proxy, or nil for the client's.
    public var proxy: ProxyTarget?
    /// The request target to send as is, such as `*`, or nil to use the one from the URL.
    public var target: String?

    /// Creates a request.
    public init(_ method: HTTPMethod, _ url: some URLConvertible) {
        // Does not call the initializer below: the styles start from this one for every request, and that one takes 450
        // instructions more (`.ci/instructions`).
        self.method = method
        self.url = url
        headers = Headers()
        cookies = []
        auth = .inherited
    }

    /// Creates a request with everything that it can carry.
    ///
    /// ```swift
    /// let request = FetchRequest(.post, "/users", params: ["notify": true], body: .json(["name": "Ada"]))
    /// ```
    ///
    /// - Parameters:
    ///   - method: The method; any token.
    ///   - url: An absolute URL, or one relative to the client's base URL.
    ///   - params: Query parameters. Whether they replace the URL's query is up to the client.
    ///   - headers: Headers. They override the client's headers of the same name.
    ///   - cookies: Cookies for this request only.
    ///   - body: The request body.
    ///   - auth: Credentials. Defaults to the client's.
    ///   - followRedirects: Whether to follow redirects. Defaults to the client's setting.
    ///   - maxRedirects: The maximum number of redirects. Defaults to the client's.
    ///   - timeout: Timeouts. Default to the client's.
    ///   - proxy: The proxy. Defaults to the client's.
    ///   - target: The target of the request line, such as `*`. Defaults to the path and query of the URL.
    public init(
        _ method: HTTPMethod, _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], body: some RequestBodyConvertible = RequestBody?.none,
        auth: AuthenticationChoice = .inherited, followRedirects: Bool? = nil, maxRedirects: Int? = nil,
        timeout: FetchTimeout? = nil, proxy: ProxyTarget? = nil, target: String? = nil
    ) {
        self.method = method
        self.url = url
        self.params = params
        self.headers = headers
        self.cookies = cookies.makeCookies()
        self.body = body.makeRequestBody()
        self.auth = auth
        self.followRedirects = followRedirects
        self.maxRedirects = maxRedirects
        self.timeout = timeout
        self.proxy = proxy
        self.target = target
    }
}
