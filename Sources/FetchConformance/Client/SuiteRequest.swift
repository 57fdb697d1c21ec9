public import Fetch
public import HTTPValues

/// A request as defined by a case.
public struct SuiteRequest: Sendable {
    /// The body of a request.
    public enum Body: Sendable {
        /// These bytes, without a content type.
        case bytes(Bytes)
        /// This text as UTF-8.
        case text(String)
        /// This value as JSON.
        case json(JSON)
        /// These fields as form data.
        case form([(String, String)])
        /// These chunks, with an undeclared length. They can be sent again.
        case chunks([Bytes])
        /// These chunks, with an undeclared length, from a source that can be read only once.
        case once([Bytes])
        /// The chunks of this stream, each as soon as it is available.
        case stream(AsyncStream<Bytes>)
    }

    /// The method.
    public var method: String
    /// The path with its query, or an absolute URL. Placeholders: `{origin}` for the server, `{other}` for its second
    /// origin, `{port}` for its port, `{host}` for its origin with the name `localhost`.
    public var url: String
    /// Parameters to merge into the query, or nil for none.
    public var parameters: [(String, String)]?
    /// The headers, in order.
    public var headers: Headers = [:]
    /// Cookies for this request only.
    public var cookies: [(name: String, value: String)] = []
    /// The body, or nil for none.
    public var body: Body?
    /// The user name and password for Basic authentication.
    public var credentials: (username: String, password: String)?
    /// Whether to follow redirects, or nil for the client's choice.
    public var followRedirects: Bool?
    /// Timeouts, or nil for the client's.
    public var timeout: FetchTimeout?

    /// Creates a request.
    public init(_ method: String, _ url: String) {
        self.method = method
        self.url = url
    }

    /// Creates a GET request.
    public static func get(_ url: String = "/", _ change: (inout SuiteRequest) -> Void = { _ in }) -> SuiteRequest {
        make("GET", url, change)
    }

    /// Creates a POST request.
    public static func post(
        _ url: String = "/", _ body: Body? = nil, _ change: (inout SuiteRequest) -> Void = { _ in }
    ) -> SuiteRequest {
        make("POST", url) {
            $0.body = body
            change(&$0)
        }
    }

    /// Creates a request with any method.
    public static func make(
        _ method: String, _ url: String = "/", _ change: (inout SuiteRequest) -> Void = { _ in }
    ) -> SuiteRequest {
        var request = SuiteRequest(method, url)
        change(&request)
        return request
    }
}
