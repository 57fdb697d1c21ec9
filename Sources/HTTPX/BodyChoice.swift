import HTTPValues

extension RequestBody {
    /// The one body among those that a call may state.
    ///
    /// - Throws: ``FetchError`` when there are two. httpx takes one and drops the other without a word.
    static func choose(_ body: RequestBody?, _ json: JSON?, _ form: QueryParameters?)
        throws(FetchError) -> RequestBody?
    {
        switch (body, json, form) {
        case (let body, nil, nil): return body
        case (nil, let json?, nil): return .json(json)
        case (nil, nil, let form?): return .form(form)
        default:
            throw FetchError(.invalidRequest, "A request has one of body, json and form, not several")
        }
    }
}

extension FetchRequest {
    /// A request with the choices of one call.
    init(
        _ method: HTTPMethod, _ url: some URLConvertible, _ params: QueryParameters?, _ headers: Headers,
        _ cookies: KeyValuePairs<String, String>, _ body: RequestBody?, _ auth: AuthenticationChoice,
        _ followRedirects: Bool?, _ timeout: Timeout?
    ) {
        self.init(method, url)
        parameters = params
        self.headers = headers
        self.cookies = cookies.map { ($0.key, $0.value) }
        self.body = body
        authentication = auth
        followsRedirects = followRedirects
        timeouts = timeout?.limits
    }
}

extension AuthenticationChoice {
    /// Name and password (RFC 7617).
    public static func basic(_ username: String, _ password: String) -> AuthenticationChoice {
        .use(BasicAuthentication(username: username, password: password))
    }

    /// A bearer token (RFC 6750).
    public static func bearer(_ token: String) -> AuthenticationChoice {
        .use(BearerAuthentication(token: token))
    }
}
