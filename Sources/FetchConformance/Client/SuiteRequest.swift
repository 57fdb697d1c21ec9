public import Fetch
public import HTTPValues

/// A request as a case states it.
public struct SuiteRequest: Sendable {
    /// What a request carries.
    public enum Body: Sendable {
        /// These bytes, without a type of their own.
        case bytes(Bytes)
        /// This text as UTF-8.
        case text(String)
        /// This value as JSON.
        case json(JSON)
        /// These fields as a form.
        case form([(String, String)])
        /// These chunks, of a length that is not told; they can be sent again.
        case chunks([Bytes])
        /// These chunks, of a length that is not told, from a source that can be read only once.
        case once([Bytes])
        /// What comes out of this stream, each piece as soon as it is there.
        case stream(AsyncStream<Bytes>)
    }

    /// The method.
    public var method: String
    /// The path with its query, or an absolute URL. `{origin}` stands for the server, `{other}` for a second origin
    /// of it, `{port}` for its port, `{host}` for its origin by the name `localhost`.
    public var url: String
    /// Parameters to merge into the query; nil for none.
    public var parameters: [(String, String)]?
    /// Fields, in order.
    public var headers: Headers = [:]
    /// Cookies for this request alone.
    public var cookies: [(name: String, value: String)] = []
    /// The body; nil for none.
    public var body: Body?
    /// Name and password for Basic authentication.
    public var credentials: (username: String, password: String)?
    /// Whether redirects are followed; nil for the client's choice.
    public var followsRedirects: Bool?
    /// Time limits; nil for the client's.
    public var timeouts: Timeouts?

    /// A request.
    public init(_ method: String, _ url: String) {
        self.method = method
        self.url = url
    }

    /// Asks for a resource.
    public static func get(_ url: String = "/", _ change: (inout SuiteRequest) -> Void = { _ in }) -> SuiteRequest {
        make("GET", url, change)
    }

    /// Posts a body.
    public static func post(
        _ url: String = "/", _ body: Body? = nil, _ change: (inout SuiteRequest) -> Void = { _ in }
    ) -> SuiteRequest {
        make("POST", url) {
            $0.body = body
            change(&$0)
        }
    }

    /// A request with any method.
    public static func make(
        _ method: String, _ url: String = "/", _ change: (inout SuiteRequest) -> Void = { _ in }
    ) -> SuiteRequest {
        var request = SuiteRequest(method, url)
        change(&request)
        return request
    }
}
