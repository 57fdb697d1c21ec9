public import HTTPValues

/// A request as a user states it: the style's defaults and rules are not in it yet.
public struct FetchRequest: Sendable {
    /// The method.
    public var method: HTTPMethod
    /// The URL, absolute or relative to the client's base URL.
    public var url: any URLConvertible
    /// Parameters for the query; nil for none.
    public var parameters: QueryParameters?
    /// Fields; each replaces the client's fields of its name.
    public var headers: Headers
    /// Cookies for this request alone.
    public var cookies: [(name: String, value: String)]
    /// The body; nil for none.
    public var body: RequestBody?
    /// Whose credentials it carries.
    public var authentication: AuthenticationChoice
    /// Whether redirects are followed; nil for the client's choice.
    public var followsRedirects: Bool?
    /// The most redirects; nil for the client's choice.
    public var maximumRedirects: Int?
    /// Time limits; nil for the client's.
    public var timeouts: Timeouts?
    /// The proxy; nil for the client's choice.
    public var proxy: ProxyTarget?
    /// The target to write on the request line as it is, such as `*`; nil for the URL's.
    public var target: String?

    /// A request.
    public init(_ method: HTTPMethod, _ url: some URLConvertible) {
        self.method = method
        self.url = url
        headers = Headers()
        cookies = []
        authentication = .inherited
    }
}
