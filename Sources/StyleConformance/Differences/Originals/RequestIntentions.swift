import AIOHTTPClient
import Fetch
import FetchConformance
import HTTPValues
import HTTPX

extension IntendedDifference {
    /// Expects the requests that a server sees as the proxy.
    private static func throughProxy(
        _ name: String, _ url: String, _ server: ServerPlan, _ expectations: [Expectation]
    ) -> Evidence {
        .play(
            Case(
                name, why: "RFC 9110 section 9.3.6", server: server, client: { $0.proxy = "{origin}" },
                [.send(.get(url))], expect: expectations))
    }

    static let requests: [IntendedDifference] = fields + bodies + sending

    /// A request that is rejected before anything is sent.
    private static func refused(_ name: String, _ request: SuiteRequest) -> Evidence {
        .play(
            Case(
                name, why: "RFC 9110 sections 5 and 9", server: .reply(reply()), [.send(request)],
                expect: [.fails(.invalidRequest), .connections(0)]))
    }

    private static let fields: [IntendedDifference] = [
        IntendedDifference(
            "method-empty", .aiohttp, "an empty method", theirs: "sent", ours: "error",
            why: "a method is a token",
            refused("an empty method", .make(""))),
        IntendedDifference(
            "field-name", .aiohttp, "a header name with a space or colon, or an empty one", theirs: "sent",
            ours: "error",
            why: "RFC 9110 section 5.1", refused("a space in a name", .get { $0.headers = ["X A": "1"] })),
        IntendedDifference(
            "field-name-case", .aiohttp, "`X-A: 1` and `x-a: 2` in one request", theirs: "only the last is sent",
            ours: "both are sent", why: "RFC 9110 section 5.1: same name, and `X-A` twice is sent twice",
            .play(
                Case(
                    "names that differ in case", why: "RFC 9110 section 5.1", server: .reply(reply()),
                    [.send(.get { $0.headers = ["X-A": "1", "x-a": "2"] })], expect: [.sentLines(0, "X-A", ["1", "2"])])
            )),
        IntendedDifference(
            "field-value-blanks", .aiohttp, "leading or trailing whitespace in a header value", theirs: "sent",
            ours: "error", why: "RFC 9110 section 5.5: the server would not see it; as in httpx",
            refused("leading whitespace", .get { $0.headers = ["X-A": " a"] })),
        IntendedDifference(
            "field-value-control", .httpx, "a control character in a header value", theirs: "sent",
            ours: "error", why: "RFC 9110 section 5.5",
            refused("a control character", .get { $0.headers = ["X-A": "a\u{1}b"] })),
        IntendedDifference(
            "field-value-unicode", .httpx, "a non-ASCII header value", theirs: "error",
            ours: "sent as UTF-8", why: "servers accept it",
            .play(
                Case(
                    "a non-ASCII header value", why: "RFC 9110 section 5.5", server: .reply(reply()),
                    [.send(.get { $0.headers = ["X-A": "é"] })], expect: [.sent(0, "X-A", "é")]))),
    ]

    private static let bodies: [IntendedDifference] = [
        IntendedDifference(
            "empty-post-content-type", .aiohttp, "a POST without a body", theirs: "has a `Content-Type`",
            ours: "has none",
            why: "there is nothing to describe",
            .play(
                Case(
                    "a POST without a body", why: "RFC 9110 section 8.3", server: .reply(reply()), [.send(.post())],
                    expect: [.sent(0, "Content-Type", nil), .sent(0, "Content-Length", "0")]))),
        IntendedDifference(
            "body-length", .aiohttp, "your `Content-Length` is less than the body", theirs: "the body is truncated",
            ours: "error", why: "half a body is never intended",
            refused(
                "a Content-Length that is too small", .post("/", .bytes("abc")) { $0.headers = ["Content-Length": "2"] }
            )
        ),
        IntendedDifference(
            "two-bodies", .httpx, "a body and `json` in one request", theirs: "one is dropped", ours: "error",
            why: "it must be a mistake",
            .look(
                httpx: "LocalProtocolError", aiohttp: "",
                byHTTPX: { caller, server in
                    try await caller.with { client in
                        switch client {
                        case .asynchronous(let client):
                            return "\(try await client.post(server.origin, body: .text("a"), json: 1).statusCode)"
                        case .blocking(let client):
                            return try await RealThread.run {
                                Result { "\(try client.post(server.origin, body: .text("a"), json: 1).statusCode)" }
                            }.get()
                        }
                    }
                }, byAIOHTTP: { _ in "" })),
        IntendedDifference(
            "json-not-finite", .aiohttp, "NaN in JSON", theirs: "`NaN`", ours: "error",
            why: "RFC 8259 does not allow it",
            refused("NaN in JSON", .post("/", .json(.number(.nan))))),
    ]

    private static let sending: [IntendedDifference] = [
        IntendedDifference(
            "resend-fresh", .aiohttp, "a new connection closes without a response",
            theirs: "idempotent requests are retried",
            ours: "error", why: "the request may have been processed",
            .play(
                Case(
                    "a new connection closes", why: "RFC 9110 section 9.2.2",
                    server: .connections([[.readRequest, .close]]),
                    expect: [.fails(.disconnected), .requests(1)]))),
        IntendedDifference(
            "resend-kept", .httpx, "a reused connection turns out to be dead", theirs: "error",
            ours: "retried once, unless POST or PATCH", why: "RFC 9112 section 9.3.1",
            .play(
                Case(
                    "a reused connection is dead", why: "RFC 9112 section 9.3.1",
                    server: .connections([
                        [.readRequest, .send(reply()), .readRequest, .close], [.readRequest, .send(reply())],
                    ]), [.send(.get()), .send(.get("/again"))], expect: [.body("ok"), .connections(2), .requests(3)]))),
        IntendedDifference(
            "connect-fields", .both, "headers of `CONNECT`", theirs: "some of the client's defaults",
            ours: "only `Host` and what the proxy needs", why: "the proxy is not the server",
            throughProxy(
                "CONNECT", "https://example.test/", .replies([[.send(reply("403 No"))]]),
                [.fails(.connect), .sent(0, "Accept", nil), .sent(0, "User-Agent", nil)])),
        IntendedDifference(
            "proxy-target", .aiohttp, "`http://example.test` through a proxy", theirs: "sent as is",
            ours: "sent with the path `/`", why: "RFC 9112 section 3.2.2",
            throughProxy(
                "a target without a path", "http://example.test", .reply(reply()),
                [.line(0, "GET http://example.test/ HTTP/1.1")])),
        IntendedDifference(
            "proxy-field-order", .aiohttp, "`Proxy-Authorization`", theirs: "the last header", ours: "after `Host`",
            why: "the order of different headers does not matter (RFC 9110 section 5.3)",
            .play(
                Case(
                    "credentials for a proxy", why: "RFC 9110 section 11.7.1", server: .reply(reply()),
                    client: { $0.proxy = "http://u:p@127.0.0.1:{port}" }, [.send(.get("http://example.test/"))],
                    expect: [
                        .that("it is the second header") { seen in
                            seen.server.requests.first?.headers.fields.dropFirst().first?.name == "Proxy-Authorization"
                        }
                    ]))),
        IntendedDifference(
            "proxy-scheme", .aiohttp, "a proxy `socks5://…`", theirs: "spoken to in HTTP", ours: "spoken to in SOCKS",
            why: "the scheme says so",
            .look(
                at: .connections([[.readHead]]), httpx: "", aiohttp: "no HTTP", byHTTPX: { _, _ in "" },
                byAIOHTTP: { server in
                    let proxy = "socks5://127.0.0.1:\(server.port)"
                    let session = try ClientSession(timeout: ClientTimeout(sockConnect: 0.5), proxy: proxy)
                    return try await session.use { session in
                        _ = try? await session.get("http://127.0.0.1:1/")
                        return server.log.connections == 1 && server.log.requests.isEmpty ? "no HTTP" : "HTTP"
                    }
                })),
        IntendedDifference(
            "proxy-exceptions", .httpx, "networks in `NO_PROXY`, such as `10.0.0.0/8`",
            theirs: "ignored, or an error", ours: "bypass the proxy", why: "other tools support them",
            .rule(httpx: "directly", aiohttp: "directly") { _ in
                let environment = ProxyEnvironment { name in
                    ["http_proxy": "http://proxy:3128", "no_proxy": "10.0.0.0/8,[::1],nonsense/99"][name]
                }
                return environment.proxy(for: try FetchURL("http://10.1.2.3/")) == nil ? "directly" : "by proxy"
            }),
    ]
}
