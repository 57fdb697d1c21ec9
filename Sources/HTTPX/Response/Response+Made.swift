import Fetch
public import HTTPValues

/// Responses made by hand, for tests of code that handles responses, like `httpx.Response(200, json={…})`.
///
/// ```swift
/// let response = Response(404, json: ["detail": "no such user"])
/// #expect(throws: UserError.unknown) { try parseUser(response) }
/// ```
extension Response {
    /// Creates a response with a body of bytes.
    ///
    /// - Parameters:
    ///   - statusCode: The status. Its standard reason phrase is used.
    ///   - headers: The headers. `Content-Length` is added unless specified.
    ///   - content: The body, without a content coding. Empty by default.
    ///   - method: The method of the request that the response belongs to.
    ///   - url: The URL of that request. Defaults to `http://localhost/`.
    public init(
        _ statusCode: Int, headers: Headers = [:], content: Bytes = Bytes(), method: HTTPMethod = .get,
        url: FetchURL? = nil
    ) {
        self.init(MockResponse(statusCode, headers: headers, bytes: content), content, method, url)
    }

    /// Creates a response with a body of UTF-8 text. Sets `Content-Type: text/plain; charset=utf-8` unless specified.
    public init(
        _ statusCode: Int, headers: Headers = [:], text: String, method: HTTPMethod = .get, url: FetchURL? = nil
    ) {
        self.init(MockResponse(statusCode, headers: headers, text: text), Bytes(text), method, url)
    }

    /// Creates a response with a JSON body. Sets `Content-Type: application/json` unless specified.
    public init(_ statusCode: Int, headers: Headers = [:], json: JSON, method: HTTPMethod = .get, url: FetchURL? = nil)
    {
        self.init(MockResponse(statusCode, headers: headers, json: json), json.bytes(.compact), method, url)
    }

    private init(_ mock: MockResponse, _ content: Bytes, _ method: HTTPMethod, _ url: FetchURL?) {
        let request = RequestHead(method: method, url: url ?? .localhost)
        self.init(FetchResponse(mock.head, body: content, to: request).fetched)
    }
}
