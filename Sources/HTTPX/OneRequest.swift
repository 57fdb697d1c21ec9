public import HTTPValues

/// Sends one request over a connection of its own, and waits for the whole response. The parameters are those of
/// ``Client/request(_:_:params:headers:cookies:body:json:form:auth:followRedirects:timeout:)``.
///
/// - Throws: ``RequestError``.
@available(*, noasync, message: "this call blocks its thread; use AsyncClient")
@discardableResult
public func request(
    _ method: HTTPMethod, _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
    cookies: KeyValuePairs<String, String> = [:], body: RequestBody? = nil, json: JSON? = nil,
    form: QueryParameters? = nil, auth: AuthenticationChoice = .inherited, followRedirects: Bool = false,
    timeout: Timeout? = nil
) throws -> Response {
    try Client.with { client in
        try client.request(
            method, url, params: params, headers: headers, cookies: cookies, body: body, json: json, form: form,
            auth: auth, followRedirects: followRedirects, timeout: timeout)
    }
}

/// Asks for a resource.
@available(*, noasync, message: "this call blocks its thread; use AsyncClient")
@discardableResult
public func get(
    _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
    cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
    followRedirects: Bool = false, timeout: Timeout? = nil
) throws -> Response {
    try request(
        .get, url, params: params, headers: headers, cookies: cookies, auth: auth,
        followRedirects: followRedirects, timeout: timeout)
}

/// Asks for the head of a response.
@available(*, noasync, message: "this call blocks its thread; use AsyncClient")
@discardableResult
public func head(
    _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
    cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
    followRedirects: Bool = false, timeout: Timeout? = nil
) throws -> Response {
    try request(
        .head, url, params: params, headers: headers, cookies: cookies, auth: auth,
        followRedirects: followRedirects, timeout: timeout)
}

/// Asks what can be done with a resource.
@available(*, noasync, message: "this call blocks its thread; use AsyncClient")
@discardableResult
public func options(
    _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
    cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
    followRedirects: Bool = false, timeout: Timeout? = nil
) throws -> Response {
    try request(
        .options, url, params: params, headers: headers, cookies: cookies, auth: auth,
        followRedirects: followRedirects, timeout: timeout)
}

/// Deletes a resource.
@available(*, noasync, message: "this call blocks its thread; use AsyncClient")
@discardableResult
public func delete(
    _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
    cookies: KeyValuePairs<String, String> = [:], auth: AuthenticationChoice = .inherited,
    followRedirects: Bool = false, timeout: Timeout? = nil
) throws -> Response {
    try request(
        .delete, url, params: params, headers: headers, cookies: cookies, auth: auth,
        followRedirects: followRedirects, timeout: timeout)
}

/// Posts a body.
@available(*, noasync, message: "this call blocks its thread; use AsyncClient")
@discardableResult
public func post(
    _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
    cookies: KeyValuePairs<String, String> = [:], body: RequestBody? = nil, json: JSON? = nil,
    form: QueryParameters? = nil, auth: AuthenticationChoice = .inherited, followRedirects: Bool = false,
    timeout: Timeout? = nil
) throws -> Response {
    try request(
        .post, url, params: params, headers: headers, cookies: cookies, body: body, json: json, form: form,
        auth: auth, followRedirects: followRedirects, timeout: timeout)
}

/// Puts a body.
@available(*, noasync, message: "this call blocks its thread; use AsyncClient")
@discardableResult
public func put(
    _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
    cookies: KeyValuePairs<String, String> = [:], body: RequestBody? = nil, json: JSON? = nil,
    form: QueryParameters? = nil, auth: AuthenticationChoice = .inherited, followRedirects: Bool = false,
    timeout: Timeout? = nil
) throws -> Response {
    try request(
        .put, url, params: params, headers: headers, cookies: cookies, body: body, json: json, form: form,
        auth: auth, followRedirects: followRedirects, timeout: timeout)
}

/// Changes a resource.
@available(*, noasync, message: "this call blocks its thread; use AsyncClient")
@discardableResult
public func patch(
    _ url: some URLConvertible, params: QueryParameters? = nil, headers: Headers = [:],
    cookies: KeyValuePairs<String, String> = [:], body: RequestBody? = nil, json: JSON? = nil,
    form: QueryParameters? = nil, auth: AuthenticationChoice = .inherited, followRedirects: Bool = false,
    timeout: Timeout? = nil
) throws -> Response {
    try request(
        .patch, url, params: params, headers: headers, cookies: cookies, body: body, json: json, form: form,
        auth: auth, followRedirects: followRedirects, timeout: timeout)
}
