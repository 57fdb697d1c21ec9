public import HTTPValues

extension AsyncClient {
    /// Asks for a resource.
    @discardableResult
    public func get(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
        followRedirects: Bool? = nil, timeout: Timeout? = nil
    ) async throws -> Response {
        try await request(
            .get, url, params: params, headers: headers, cookies: cookies, auth: auth,
            followRedirects: followRedirects, timeout: timeout)
    }

    /// Asks for the head of a response.
    @discardableResult
    public func head(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
        followRedirects: Bool? = nil, timeout: Timeout? = nil
    ) async throws -> Response {
        try await request(
            .head, url, params: params, headers: headers, cookies: cookies, auth: auth,
            followRedirects: followRedirects, timeout: timeout)
    }

    /// Asks what can be done with a resource.
    @discardableResult
    public func options(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
        followRedirects: Bool? = nil, timeout: Timeout? = nil
    ) async throws -> Response {
        try await request(
            .options, url, params: params, headers: headers, cookies: cookies, auth: auth,
            followRedirects: followRedirects, timeout: timeout)
    }

    /// Deletes a resource.
    @discardableResult
    public func delete(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
        followRedirects: Bool? = nil, timeout: Timeout? = nil
    ) async throws -> Response {
        try await request(
            .delete, url, params: params, headers: headers, cookies: cookies, auth: auth,
            followRedirects: followRedirects, timeout: timeout)
    }

    /// Posts a body.
    @discardableResult
    public func post(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], body: RequestBody? = nil, json: JSON? = nil,
        form: QueryParameters? = nil, auth: AuthenticationChoice = .inherited, followRedirects: Bool? = nil,
        timeout: Timeout? = nil
    ) async throws -> Response {
        try await request(
            .post, url, params: params, headers: headers, cookies: cookies, body: body, json: json, form: form,
            auth: auth, followRedirects: followRedirects, timeout: timeout)
    }

    /// Puts a body.
    @discardableResult
    public func put(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], body: RequestBody? = nil, json: JSON? = nil,
        form: QueryParameters? = nil, auth: AuthenticationChoice = .inherited, followRedirects: Bool? = nil,
        timeout: Timeout? = nil
    ) async throws -> Response {
        try await request(
            .put, url, params: params, headers: headers, cookies: cookies, body: body, json: json, form: form,
            auth: auth, followRedirects: followRedirects, timeout: timeout)
    }

    /// Changes a resource.
    @discardableResult
    public func patch(
        _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
        cookies: KeyValuePairs<String, String> = [:], body: RequestBody? = nil, json: JSON? = nil,
        form: QueryParameters? = nil, auth: AuthenticationChoice = .inherited, followRedirects: Bool? = nil,
        timeout: Timeout? = nil
    ) async throws -> Response {
        try await request(
            .patch, url, params: params, headers: headers, cookies: cookies, body: body, json: json, form: form,
            auth: auth, followRedirects: followRedirects, timeout: timeout)
    }
}
