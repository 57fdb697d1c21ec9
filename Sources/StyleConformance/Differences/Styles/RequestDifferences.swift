import AIOHTTPClient
import Fetch
import FetchConformance
import HTTPValues
import HTTPX

extension StyleDifference {
    static let requests = about(.requests, fields + bodies)

    private static let fields = [
        StyleDifference(
            "connection-field", "`Connection`",
            .play(
                Case(
                    "the Connection header", why: "RFC 9112 section 9.3", server: .reply(reply()),
                    expect: [
                        .style(.httpx, .sent(0, "Connection", "keep-alive")),
                        .style(.aiohttp, .sent(0, "Connection", nil)),
                    ]))
        ) { $0.defaultHeaders["Connection"].map { "`\($0)`" } ?? "not sent" },
        StyleDifference(
            "user-agent", "`User-Agent`",
            .play(
                Case(
                    "the User-Agent header", why: "RFC 9110 section 10.1.5", server: .reply(reply()),
                    expect: [
                        .style(.httpx, .sent(0, "User-Agent", "duet-httpx/\(Duet.version)")),
                        .style(.aiohttp, .sent(0, "User-Agent", "duet-aiohttp/\(Duet.version)")),
                    ]))
        ) { policy in
            let product = (policy.defaultHeaders["User-Agent"] ?? "").split(separator: "/").first ?? ""
            return "`\(product)/VERSION`"
        },
        StyleDifference(
            "field-order", "your own headers", httpx: "follow the style's headers", aiohttp: "precede them",
            .look(
                httpx: "Host Accept Accept-Encoding Connection User-Agent X-A",
                aiohttp: "Host X-A Accept Accept-Encoding User-Agent",
                byHTTPX: { caller, server in
                    try await caller.get(server.origin, ClientOptions(headers: ["X-A": "1"]))
                    return server.log.requests[0].headers.fields.map(\.name).joined(separator: " ")
                },
                byAIOHTTP: { server in
                    try await ClientSession.with(headers: ["X-A": "1"]) { session in
                        try await session.get(server.origin) { _ in }
                        return server.log.requests[0].headers.fields.map(\.name).joined(separator: " ")
                    }
                })),
        StyleDifference(
            "empty-length", "methods that send `Content-Length: 0` without a body",
            .play(
                Case(
                    "no body", why: "RFC 9110 section 8.6", server: .reply(reply()),
                    [.send(.make("DELETE")), .send(.make("QUERY"))],
                    expect: [
                        .style(.httpx, .sent(0, "Content-Length", nil)),
                        .style(.httpx, .sent(1, "Content-Length", "0")),
                        .style(.aiohttp, .sent(0, "Content-Length", "0")),
                        .style(.aiohttp, .sent(1, "Content-Length", "0")),
                    ]))
        ) { $0.body.emptyLength.description },
        StyleDifference(
            "credentials-twice", "credentials along with an `Authorization` header",
            .play(
                Case(
                    "credentials and an Authorization header", why: "httpx: auth goes first; aiohttp: ValueError",
                    server: .reply(reply()),
                    [
                        .send(
                            .get {
                                $0.headers = ["Authorization": "Bearer t"]
                                $0.credentials = ("u", "p")
                            })
                    ],
                    expect: [
                        .style(.httpx, .sent(0, "Authorization", "Basic dTpw")),
                        .style(.aiohttp, .fails(.invalidRequest)), .style(.aiohttp, .requests(0)),
                    ]))
        ) { $0.credentials == .onlyOne ? "error" : "take precedence" },
        StyleDifference(
            "user-info", "the URL's user name and password in `response.url`",
            .play(
                Case(
                    "user information", why: "httpx keeps it, aiohttp removes it", server: .reply(reply()),
                    [.send(.get("http://u:p@127.0.0.1:{port}/x"))],
                    expect: [
                        .style(.httpx, .url("http://u:[secure]@127.0.0.1:{port}/x")),
                        .style(.aiohttp, .url("http://127.0.0.1:{port}/x")),
                    ]))
        ) { $0.showsUserInfo ? "kept" : "removed" },
        StyleDifference(
            "length-and-chunks", "a response with both `Content-Length` and chunks",
            .play(
                Case(
                    "a length and chunks", why: "RFC 9112 section 6.3",
                    server: .lastWords(
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
                    ),
                    expect: [.style(.httpx, .body("ok")), .style(.aiohttp, .fails(.protocolViolation))]))
        ) { $0.acceptsLengthWithChunks ? "read as chunked" : "error" },
    ]

    private static let bodies = [
        StyleDifference(
            "json-spelling", "JSON request body",
            .play(
                Case(
                    "JSON request body", why: "RFC 8259", server: .reply(reply()),
                    [.send(.post("/", .json(["a": [1, "é"]])))],
                    expect: [
                        .style(.httpx, .sentBody(0, #"{"a":[1,"é"]}"#)),
                        .style(.aiohttp, .sentBody(0, #"{"a": [1, "\u00e9"]}"#)),
                    ]))
        ) { policy in
            let sample: JSON = ["a": [1, "é"]]
            return "`\(sample.text(policy.body.jsonFormat))`"
        },
        StyleDifference(
            "bytes-type", "`Content-Type` of a bytes body",
            .play(
                Case(
                    "bytes request body", why: "RFC 9110 section 8.3", server: .reply(reply()),
                    [.send(.post("/", .bytes("abc")))],
                    expect: [
                        .style(.httpx, .sent(0, "Content-Type", nil)),
                        .style(.aiohttp, .sent(0, "Content-Type", "application/octet-stream")),
                    ]))
        ) { $0.body.bytesContentType.map { "`\($0)`" } ?? "none" },
        StyleDifference(
            "text-type", "`Content-Type` of a text body",
            .play(
                Case(
                    "text request body", why: "RFC 9110 section 8.3", server: .reply(reply()),
                    [.send(.post("/", .text("abc")))],
                    expect: [
                        .style(.httpx, .sent(0, "Content-Type", nil)),
                        .style(.aiohttp, .sent(0, "Content-Type", "text/plain; charset=utf-8")),
                    ]))
        ) { $0.body.textContentType.map { "`\($0)`" } ?? "none" },
    ]
}
