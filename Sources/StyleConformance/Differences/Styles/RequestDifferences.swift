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
                    "the field Connection", why: "RFC 9112 section 9.3", server: .reply(reply()),
                    expect: [
                        .style(.httpx, .sent(0, "Connection", "keep-alive")),
                        .style(.aiohttp, .sent(0, "Connection", nil)),
                    ]))
        ) { $0.defaultHeaders["Connection"].map { "`\($0)`" } ?? "is not sent" },
        StyleDifference(
            "user-agent", "`User-Agent`",
            .play(
                Case(
                    "the field User-Agent", why: "RFC 9110 section 10.1.5", server: .reply(reply()),
                    expect: [
                        .style(.httpx, .sent(0, "User-Agent", "duet-httpx/\(Duet.version)")),
                        .style(.aiohttp, .sent(0, "User-Agent", "duet-aiohttp/\(Duet.version)")),
                    ]))
        ) { policy in
            let product = (policy.defaultHeaders["User-Agent"] ?? "").split(separator: "/").first ?? ""
            return "`\(product)/VERSION`"
        },
        StyleDifference(
            "field-order", "fields of yours", httpx: "stand behind the style's own", aiohttp: "stand before them",
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
            "empty-length", "`Content-Length: 0` when there is no body",
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
            "credentials-twice", "credentials beside an `Authorization` field",
            .play(
                Case(
                    "credentials and a field", why: "httpx: auth goes first; aiohttp: ValueError",
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
        ) { $0.credentials == .onlyOne ? "are an error" : "go first" },
        StyleDifference(
            "user-info", "user name and password of a URL, in the URL of the response",
            .play(
                Case(
                    "user information", why: "httpx keeps it, aiohttp takes it out", server: .reply(reply()),
                    [.send(.get("http://u:p@127.0.0.1:{port}/x"))],
                    expect: [
                        .style(.httpx, .url("http://u:[secure]@127.0.0.1:{port}/x")),
                        .style(.aiohttp, .url("http://127.0.0.1:{port}/x")),
                    ]))
        ) { $0.showsUserInfo ? "are there" : "are not" },
        StyleDifference(
            "length-and-chunks", "a response with both a length and chunks",
            .play(
                Case(
                    "a length and chunks", why: "RFC 9112 section 6.3",
                    server: .lastWords(
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"
                    ),
                    expect: [.style(.httpx, .body("ok")), .style(.aiohttp, .fails(.protocolViolation))]))
        ) { $0.acceptsLengthWithChunks ? "is read by its chunks" : "is an error" },
    ]

    private static let bodies = [
        StyleDifference(
            "json-spelling", "JSON that is sent",
            .play(
                Case(
                    "JSON that is sent", why: "RFC 8259", server: .reply(reply()),
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
            "bytes-type", "the Content-Type of bytes",
            .play(
                Case(
                    "bytes that are sent", why: "RFC 9110 section 8.3", server: .reply(reply()),
                    [.send(.post("/", .bytes("abc")))],
                    expect: [
                        .style(.httpx, .sent(0, "Content-Type", nil)),
                        .style(.aiohttp, .sent(0, "Content-Type", "application/octet-stream")),
                    ]))
        ) { $0.body.bytesContentType.map { "`\($0)`" } ?? "none" },
        StyleDifference(
            "text-type", "the Content-Type of text",
            .play(
                Case(
                    "text that is sent", why: "RFC 9110 section 8.3", server: .reply(reply()),
                    [.send(.post("/", .text("abc")))],
                    expect: [
                        .style(.httpx, .sent(0, "Content-Type", nil)),
                        .style(.aiohttp, .sent(0, "Content-Type", "text/plain; charset=utf-8")),
                    ]))
        ) { $0.body.textContentType.map { "`\($0)`" } ?? "none" },
    ]
}
