import Fetch
import HTTPValues

extension FetchRequest {
    /// The request that the arguments of one call describe.
    ///
    /// - Throws: ``RequestError`` when there is more than one body.
    init(
        _ method: HTTPMethod, _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: [(name: String, value: String)] = [], body: RequestBody? = nil, json: RequestBody? = nil,
        form: QueryParameters? = nil, auth: AuthenticationChoice = .inherited, followRedirects: Bool? = nil,
        timeout: Timeout? = nil
    ) throws {
        self.init(method, url)
        parameters = params
        self.headers = headers
        self.cookies = cookies
        self.body = try RequestError.rethrowing { () throws(FetchError) in try .only(body, json, form) }
        authentication = auth
        followsRedirects = followRedirects
        timeouts = timeout?.limits
    }
}

extension RequestBody? {
    /// The one body among those that a call can be given.
    ///
    /// - Throws: ``FetchError`` when there are two. httpx takes one and drops the other without a word.
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
    /// A call of the request that `make` returns. What goes wrong is thrown under httpx's names.
    ///
    /// A closure, and not part of the asynchronous calls: what those hold while they wait is memory for as long as
    /// the request takes.
    func call(isStreamed: Bool = false, _ make: () throws -> FetchRequest) throws -> Call {
        let request = try make()
        return try RequestError.rethrowing { () throws(FetchError) in
            try call(for: request, isStreamed: isStreamed)
        }
    }
}
