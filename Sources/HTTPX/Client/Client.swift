public import Fetch
import HTTPValues

/// A blocking client that keeps connections, cookies and defaults: `requests.Session` and `httpx.Client` for Swift.
///
/// ```swift
/// try Client.with(ClientOptions(baseURL: "https://api.example.com", auth: .basic("u", "p"))) { client in
///     let user = try client.get("/user").raiseForStatus().json
///     try client.post("/log", json: ["seen": user["name"]])
/// }
/// ```
///
/// Every call blocks its thread until the whole response has arrived, and can be made from any thread. In asynchronous
/// code, where it would take a thread away from all other tasks, the compiler refuses it: use ``AsyncClient`` there.
///
/// A client that is no longer referenced closes its connections.
public final class Client: Sendable {
    let session: FetchSession

    /// Creates a client with these options.
    ///
    /// - Throws: ``RequestError`` for invalid options, such as a base URL that is not a URL.
    public init(_ options: ClientOptions) throws {
        session = try options.makeSession()
    }

    /// Calls `body` with a client, and closes the client afterwards.
    @available(*, noasync, message: "this client blocks its thread; use AsyncClient.with")
    public static func with<Result>(
        _ options: ClientOptions, _ body: (Client) throws -> Result
    ) throws -> Result {
        let client = try Client(options)
        defer { client.close() }
        return try body(client)
    }

    /// The cookie jar. Responses add to it.
    public var cookies: CookieJar { session.options.jar }

    /// Ends all requests and closes all connections. Later requests fail.
    public func close() {
        session.close()
    }

    /// Sends a request and waits for the whole response.
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

    /// Sends a request and gives the response to `body` as soon as its head has arrived, to be read piece by piece. What
    /// `body` leaves unread is discarded.
    ///
    /// - Throws: ``RequestError``, or what `body` throws.
    @available(*, noasync, message: "this call blocks its thread; use AsyncClient")
    public func stream<Result>(_ request: FetchRequest, _ body: (StreamResponse) throws -> Result) throws -> Result {
        let streamed = try RequestError.rethrowing { () throws(FetchError) in
            let call = try session.call(for: request, isStreamed: true)
            return try BlockingDriver.stream(call)
        }
        defer { streamed.close() }
        return try body(StreamResponse(streamed, limit: session.options.maximumBodySize))
    }
}
