import Fetch
import HTTPValues

extension FetchRequest {
    /// Creates a request from the arguments of a call.
    ///
    /// - Throws: ``RequestError`` if more than one body is given.
    init(
        _ method: HTTPMethod, _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: [(name: String, value: String)] = [], body: RequestBody? = nil, json: RequestBody? = nil,
        form: QueryParameters? = nil, auth: AuthenticationChoice = .inherited, followRedirects: Bool? = nil,
        timeout: Timeout? = nil
    ) throws {
        self.init(method, url)
        self.params = params
        self.headers = headers
        self.cookies = cookies
        self.body = try RequestError.rethrowing { () throws(FetchError) in try .only(body, json, form) }
        self.auth = auth
        self.followRedirects = followRedirects
        self.timeout = timeout?.limits
    }
}

extension RequestBody? {
    /// Returns the body that was given, if any.
    ///
    /// - Throws: ``FetchError`` if more than one is given. httpx silently ignores all but one.
    fileprivate static func only(_ body: RequestBody?, _ json: RequestBody?, _ form: QueryParameters?)
        throws(FetchError) -> RequestBody?
    {
        switch (body, json, form) {
        case (let body, nil, nil): return body
        case (nil, let json?, nil): return json
        case (nil, nil, let form?): return .form(form)
        default: throw FetchError(.invalidRequest, "Pass at most one of body:, json: and form:")
        }
    }
}

extension FetchSession {
    /// Creates a call for the request that `make` returns, and translates errors to httpx's.
    ///
    /// The request is created in a closure so that the asynchronous calls do not hold its memory while they wait.
    func call(isStreamed: Bool = false, _ make: () throws -> FetchRequest) throws -> Call {
        let request = try make()
        return try RequestError.rethrowing { () throws(FetchError) in
            try call(for: request, isStreamed: isStreamed)
        }
    }
}
