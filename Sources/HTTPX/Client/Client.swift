public import Fetch
import HTTPValues

/// A blocking client that keeps connections, cookies and defaults, like `httpx.Client` and `requests.Session`.
///
/// ```swift
/// try Client.with(ClientOptions(baseURL: "https://api.example.com", auth: .basic("u", "p"))) { client in
///     let user = try client.get("/user").raiseForStatus().json
///     try client.post("/log", json: ["seen": user["name"]])
/// }
/// ```
///
/// Calls can be made from any thread and block it until the whole response has arrived. The compiler rejects them in
/// asynchronous code, where they would hold up a thread that other tasks need. Use ``AsyncClient`` there.
///
/// The client closes its connections when it is deallocated.
public final class Client: Sendable {
    let session: FetchSession

    /// Creates a client.
    ///
    /// - Throws: ``RequestError`` if an option is invalid, such as a malformed base URL.
    public init(_ options: ClientOptions) throws {
        session = try options.makeSession()
    }

    /// Calls `body` with a new client and closes the client when `body` returns.
    @available(*, noasync, message: "this client blocks its thread; use AsyncClient.with")
    public static func with<Result>(
        _ options: ClientOptions, _ body: (Client) throws -> Result
    ) throws -> Result {
        let client = try Client(options)
        defer { client.close() }
        return try body(client)
    }

    /// The cookie jar. Cookies set by responses are added to it.
    public var cookies: CookieJar { session.options.jar }

    /// Cancels requests in flight and closes all connections. Later requests throw.
    public func close() {
        session.close()
    }

    /// Sends a request and returns the complete response.
    ///
    /// - Throws: ``RequestError``.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    @discardableResult
    public func send(_ request: FetchRequest) throws -> Response {
        try RequestError.rethrowing { () throws(FetchError) in
            let call = try session.call(for: request, isStreamed: false)
            return Response(
                try BlockingDriver.collect(call, limit: session.options.maximumBodySize))
        }
    }

    /// Sends a request and passes the response to `body` as soon as its headers have arrived. Unread data is discarded
    /// when `body` returns.
    ///
    /// - Throws: ``RequestError`` or any error that `body` throws.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func stream<Result>(_ request: FetchRequest, _ body: (ResponseStream) throws -> Result) throws -> Result {
        let streamed = try open(request)
        defer { streamed.close() }
        return try body(ResponseStream(streamed, limit: session.options.maximumBodySize))
    }

    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    func open(_ request: FetchRequest) throws -> StreamedResponse {
        try RequestError.rethrowing { () throws(FetchError) in
            let call = try session.call(for: request, isStreamed: true)
            return try BlockingDriver.stream(call)
        }
    }
}
