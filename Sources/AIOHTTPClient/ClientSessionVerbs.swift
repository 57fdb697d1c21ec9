public import HTTPValues

/// The methods as calls, each in two forms: one gives the response to a closure and frees its connection after it, one
/// returns the response. The parameters are those of
/// ``ClientSession/request(_:_:params:headers:cookies:data:json:auth:allowRedirects:timeout:)``.
extension ClientSession {
    /// Asks for a resource.
    public func get(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
        allowRedirects: Bool? = nil, timeout: ClientTimeout? = nil
    ) async throws -> ClientResponse {
        try await request(
            .get, url, params: params, headers: headers, cookies: cookies, auth: auth,
            allowRedirects: allowRedirects, timeout: timeout)
    }

    /// Asks for a resource, and frees the connection after `body`.
    public func get<Result>(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
        allowRedirects: Bool? = nil, timeout: ClientTimeout? = nil,
        _ body: (ClientResponse) async throws -> Result
    ) async throws -> Result {
        try await get(
            url, params: params, headers: headers, cookies: cookies, auth: auth,
            allowRedirects: allowRedirects, timeout: timeout
        ).use(body)
    }

    /// Asks what can be done with a resource.
    public func options(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
        allowRedirects: Bool? = nil, timeout: ClientTimeout? = nil
    ) async throws -> ClientResponse {
        try await request(
            .options, url, params: params, headers: headers, cookies: cookies, auth: auth,
            allowRedirects: allowRedirects, timeout: timeout)
    }

    /// Asks what can be done with a resource, and frees the connection after `body`.
    public func options<Result>(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
        allowRedirects: Bool? = nil, timeout: ClientTimeout? = nil,
        _ body: (ClientResponse) async throws -> Result
    ) async throws -> Result {
        try await options(
            url, params: params, headers: headers, cookies: cookies, auth: auth,
            allowRedirects: allowRedirects, timeout: timeout
        ).use(body)
    }

    /// Asks for the head of a response. Redirects are not followed unless asked for.
    public func head(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
        allowRedirects: Bool? = false, timeout: ClientTimeout? = nil
    ) async throws -> ClientResponse {
        try await request(
            .head, url, params: params, headers: headers, cookies: cookies, auth: auth,
            allowRedirects: allowRedirects, timeout: timeout)
    }

    /// Asks for the head of a response. Redirects are not followed unless asked for, and frees the connection after `body`.
    public func head<Result>(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
        allowRedirects: Bool? = false, timeout: ClientTimeout? = nil,
        _ body: (ClientResponse) async throws -> Result
    ) async throws -> Result {
        try await head(
            url, params: params, headers: headers, cookies: cookies, auth: auth,
            allowRedirects: allowRedirects, timeout: timeout
        ).use(body)
    }

    /// Deletes a resource.
    public func delete(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], data: RequestBody? = nil, json: JSON? = nil,
        auth: AuthenticationChoice = .inherited, allowRedirects: Bool? = nil, timeout: ClientTimeout? = nil
    ) async throws -> ClientResponse {
        try await request(
            .delete, url, params: params, headers: headers, cookies: cookies, data: data, json: json,
            auth: auth, allowRedirects: allowRedirects, timeout: timeout)
    }

    /// Deletes a resource, and frees the connection after `body`.
    public func delete<Result>(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], data: RequestBody? = nil, json: JSON? = nil,
        auth: AuthenticationChoice = .inherited, allowRedirects: Bool? = nil, timeout: ClientTimeout? = nil,
        _ body: (ClientResponse) async throws -> Result
    ) async throws -> Result {
        try await delete(
            url, params: params, headers: headers, cookies: cookies, data: data, json: json,
            auth: auth, allowRedirects: allowRedirects, timeout: timeout
        ).use(body)
    }

    /// Posts a body.
    public func post(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], data: RequestBody? = nil, json: JSON? = nil,
        auth: AuthenticationChoice = .inherited, allowRedirects: Bool? = nil, timeout: ClientTimeout? = nil
    ) async throws -> ClientResponse {
        try await request(
            .post, url, params: params, headers: headers, cookies: cookies, data: data, json: json,
            auth: auth, allowRedirects: allowRedirects, timeout: timeout)
    }

    /// Posts a body, and frees the connection after `body`.
    public func post<Result>(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], data: RequestBody? = nil, json: JSON? = nil,
        auth: AuthenticationChoice = .inherited, allowRedirects: Bool? = nil, timeout: ClientTimeout? = nil,
        _ body: (ClientResponse) async throws -> Result
    ) async throws -> Result {
        try await post(
            url, params: params, headers: headers, cookies: cookies, data: data, json: json,
            auth: auth, allowRedirects: allowRedirects, timeout: timeout
        ).use(body)
    }

    /// Puts a body.
    public func put(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], data: RequestBody? = nil, json: JSON? = nil,
        auth: AuthenticationChoice = .inherited, allowRedirects: Bool? = nil, timeout: ClientTimeout? = nil
    ) async throws -> ClientResponse {
        try await request(
            .put, url, params: params, headers: headers, cookies: cookies, data: data, json: json,
            auth: auth, allowRedirects: allowRedirects, timeout: timeout)
    }

    /// Puts a body, and frees the connection after `body`.
    public func put<Result>(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], data: RequestBody? = nil, json: JSON? = nil,
        auth: AuthenticationChoice = .inherited, allowRedirects: Bool? = nil, timeout: ClientTimeout? = nil,
        _ body: (ClientResponse) async throws -> Result
    ) async throws -> Result {
        try await put(
            url, params: params, headers: headers, cookies: cookies, data: data, json: json,
            auth: auth, allowRedirects: allowRedirects, timeout: timeout
        ).use(body)
    }

    /// Changes a resource.
    public func patch(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], data: RequestBody? = nil, json: JSON? = nil,
        auth: AuthenticationChoice = .inherited, allowRedirects: Bool? = nil, timeout: ClientTimeout? = nil
    ) async throws -> ClientResponse {
        try await request(
            .patch, url, params: params, headers: headers, cookies: cookies, data: data, json: json,
            auth: auth, allowRedirects: allowRedirects, timeout: timeout)
    }

    /// Changes a resource, and frees the connection after `body`.
    public func patch<Result>(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], data: RequestBody? = nil, json: JSON? = nil,
        auth: AuthenticationChoice = .inherited, allowRedirects: Bool? = nil, timeout: ClientTimeout? = nil,
        _ body: (ClientResponse) async throws -> Result
    ) async throws -> Result {
        try await patch(
            url, params: params, headers: headers, cookies: cookies, data: data, json: json,
            auth: auth, allowRedirects: allowRedirects, timeout: timeout
        ).use(body)
    }
}
