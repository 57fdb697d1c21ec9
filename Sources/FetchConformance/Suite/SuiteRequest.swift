package import Fetch
package import HTTPValues

/// A request as defined by a case, with placeholders. The suite turns it into a `FetchRequest`.
package struct SuiteRequest: Sendable {
    /// The body of a request.
    package enum Body: Sendable {
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
    }

    /// The method.
    package var method: String
    /// The path with its query, or an absolute URL. Placeholders: `{origin}` for the server, `{other}` for its second
    /// origin, `{port}` for its port, `{host}` for its origin with the name `localhost`.
    package var url: String
    /// Parameters to merge into the query, or nil for none.
    package var parameters: [(String, String)]?
    /// The headers, in order.
    package var headers: Headers = [:]
    /// Cookies for this request only.
    package var cookies: [(name: String, value: String)] = []
    /// The body, or nil for none.
    package var body: Body?
    /// The user name and password for Basic authentication.
    package var credentials: (username: String, password: String)?
    /// Whether to follow redirects, or nil for the client's choice.
    package var followRedirects: Bool?
    /// Timeouts, or nil for the client's.
    package var timeout: FetchTimeout?

    /// Creates a request.
    package init(_ method: String, _ url: String) {
        self.method = method
        self.url = url
    }

    /// Creates a GET request.
    package static func get(_ url: String = "/", _ change: (inout SuiteRequest) -> Void = { _ in }) -> SuiteRequest {
        make("GET", url, change)
    }

    /// Creates a POST request.
    package static func post(
        _ url: String = "/", _ body: Body? = nil, _ change: (inout SuiteRequest) -> Void = { _ in }
    ) -> SuiteRequest {
        make("POST", url) {
            $0.body = body
            change(&$0)
        }
    }

    /// Creates a request with any method.
    package static func make(
        _ method: String, _ url: String = "/", _ change: (inout SuiteRequest) -> Void = { _ in }
    ) -> SuiteRequest {
        var request = SuiteRequest(method, url)
        change(&request)
        return request
    }
}

extension FetchRequest {
    /// Creates the request of a case for a client with these choices.
    ///
    /// - Parameter server: The server that the placeholders stand for.
    init(_ request: SuiteRequest, _ choices: ClientChoices, to server: some CaseServer) {
        let url = server.filled(request.url)
        self.init(HTTPMethod(request.method), url.hasPrefix("/") || url.isEmpty ? server.origin + url : url)
        params = request.parameters.map { QueryParameters($0) }
        headers = Headers(request.headers.fields.map { ($0.name, server.filled($0.value)) })
        cookies = request.cookies
        body = request.body.map(RequestBody.init)
        if let (username, password) = request.credentials { auth = .basic(username, password) }
        // The clients' defaults differ, and not every client has such an option.
        followRedirects = request.followRedirects ?? choices.followRedirects
        timeout = request.timeout
    }
}

extension RequestBody {
    fileprivate init(_ body: SuiteRequest.Body) {
        self =
            switch body {
            case .bytes(let bytes): .bytes(bytes)
            case .text(let text): .text(text)
            case .json(let value): .json(value)
            case .form(let fields): .form(QueryParameters(fields))
            case .chunks(let chunks): .chunks(chunks)
            case .once(let chunks): .stream(chunks)
            }
    }
}
