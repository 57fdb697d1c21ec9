public import HTTPTypes
public import HTTPValues

extension FetchClient {
    /// Sends a request of swift-http-types and returns the response and its complete body, whatever the status.
    ///
    /// The URL is made from scheme, authority and path; without a scheme and an authority, the path is relative to the
    /// client's base URL. An OpenAPI `ClientTransport` needs nothing else of a client.
    ///
    /// - Throws: The client's own error; `CancellationError` when the task is cancelled.
    public func fetch(
        _ request: HTTPRequest, body: some RequestBodyConvertible = RequestBody?.none
    ) async throws -> (HTTPResponse, Bytes) {
        let response = try await fetch(FetchRequest(request, body: body))
        return (HTTPResponse(response), response.body)
    }
}

extension FetchRequest {
    /// Creates a request from one of swift-http-types.
    public init(_ request: HTTPRequest, body: some RequestBodyConvertible = RequestBody?.none) {
        let origin = request.authority.map { (request.scheme ?? "https") + "://" + $0 } ?? ""
        self.init(
            HTTPMethod(request.method.rawValue), origin + (request.path ?? "/"), headers: Headers(request.headerFields),
            body: body)
    }
}

extension HTTPResponse {
    /// Creates the head of a response in swift-http-types. Header names that it cannot hold are left out.
    public init(_ response: FetchResponse) {
        self.init(
            // A status outside of these would trap.
            status: Status(code: min(max(response.status, 0), 999), reasonPhrase: response.reason),
            headerFields: response.headers.httpFields)
    }
}
