import AIOHTTPClient
import Fetch
import FetchConformance
import HTTPValues
import HTTPX

extension StyleDifference {
    static let urls = about(.urls, parameters + escapes + bases)

    /// A row about the request line of one request.
    private static func line(
        _ id: String, _ situation: String, httpx: String, aiohttp: String, _ request: SuiteRequest,
        sends lines: (httpx: String, aiohttp: String)
    ) -> StyleDifference {
        StyleDifference(
            id, situation, httpx: httpx, aiohttp: aiohttp,
            .play(
                Case(
                    situation, why: "the URL types of the originals", server: .reply(reply()), [.send(request)],
                    expect: [
                        .style(.httpx, .line(0, "GET \(lines.httpx) HTTP/1.1")),
                        .style(.aiohttp, .line(0, "GET \(lines.aiohttp) HTTP/1.1")),
                    ])))
    }

    /// A row about a rule of the URL types.
    private static func rule(
        _ id: String, _ situation: String, _ text: String, httpx: String, aiohttp: String, reads: (String, String)
    ) -> StyleDifference {
        StyleDifference(
            id, situation, httpx: httpx, aiohttp: aiohttp,
            .rule(httpx: reads.0, aiohttp: reads.1) { try FetchURL(text, dialect: $0.dialect).text })
    }

    private static let parameters = [
        StyleDifference(
            "params-and-query", "`params`, if the URL has a query", isDecisive: true,
            .play(
                Case(
                    "parameters and a query", why: "encode/httpx#3433", server: .reply(reply()),
                    [.send(.get("/?z=9") { $0.parameters = [("q", "1")] })],
                    expect: [
                        .style(.httpx, .line(0, "GET /?q=1 HTTP/1.1")),
                        .style(.aiohttp, .line(0, "GET /?z=9&q=1 HTTP/1.1")),
                    ]))
        ) { $0.parameterMode == .replace ? "replace the query" : "are added to the query" },
        StyleDifference(
            "params-values", "`nil` and `true` in `params`", httpx: "`a=&b=true`", aiohttp: "error",
            .look(
                httpx: "a=&b=true", aiohttp: "InvalidUrlClientError",
                byHTTPX: { caller, server in
                    let response = try await caller.get(server.origin) { $0.params = ["a": nil, "b": true] }
                    return response.url.encodedQuery ?? ""
                },
                byAIOHTTP: { server in
                    try await ClientSession.with { session in
                        try await session.get(server.origin, params: ["a": nil, "b": true]) {
                            $0.url.encodedQuery ?? ""
                        }
                    }
                })),
        line(
            "params-order", "a repeated name in `params`", httpx: "values grouped by name", aiohttp: "order kept",
            .get { $0.parameters = [("a", "1"), ("b", "2"), ("a", "3")] },
            sends: ("/?a=1&a=3&b=2", "/?a=1&b=2&a=3")),
        line(
            "params-delimiters", "`a/b:c` in `params`", httpx: "`a%2Fb%3Ac`", aiohttp: "`a/b:c`",
            .get { $0.parameters = [("q", "a/b:c")] }, sends: ("/?q=a%2Fb%3Ac", "/?q=a/b:c")),
    ]

    private static let escapes = [
        line(
            "query-brackets", "`[a]{b}|c` in a URL's query", httpx: "unchanged", aiohttp: "`%5Ba%5D%7Bb%7D%7Cc`",
            .get("/?q=[a]{b}|c"), sends: ("/?q=[a]{b}|c", "/?q=%5Ba%5D%7Bb%7D%7Cc")),
        line(
            "query-space", "a space in a URL's query", httpx: "`%20`", aiohttp: "`+`", .get("/?q=a b"),
            sends: ("/?q=a%20b", "/?q=a+b")),
        line(
            "escape-broken", "`%zz` in a path", httpx: "unchanged", aiohttp: "`%25zz`", .get("/%zz"),
            sends: ("/%zz", "/%25zz")),
        rule(
            "url-control", "a tab or line break in a URL", "http://h/a\tb", httpx: "error", aiohttp: "removed",
            reads: (
                "Invalid non-printable ASCII character in URL, '\\t' at position 10.", "http://h/ab"
            )),
        rule(
            "url-ipv6", "`[0:0:0:0:0:0:0:1]` as a host", "http://[0:0:0:0:0:0:0:1]/", httpx: "unchanged",
            aiohttp: "`[::1]`", reads: ("http://[0:0:0:0:0:0:0:1]/", "http://[::1]/")),
        StyleDifference(
            "url-fragment", "`response.url`", httpx: "has the fragment", aiohttp: "does not; `realURL` has it",
            .look(
                httpx: "top", aiohttp: "none",
                byHTTPX: { caller, server in
                    try await caller.get(server.origin + "/#top").url.encodedFragment ?? "none"
                },
                byAIOHTTP: { server in
                    try await ClientSession.with { session in
                        try await session.get(server.origin + "/#top") { $0.url.encodedFragment ?? "none" }
                    }
                })),
    ]

    private static let credentials = BasicAuthentication(username: "u", password: "p")

    private static let bases: [StyleDifference] = [
        StyleDifference(
            "base-url", "`/x` with the base URL `http://h/v1/`", isDecisive: true,
            .look(
                httpx: "/v1/x", aiohttp: "/x",
                byHTTPX: { caller, server in
                    try await caller.get("/x", ClientOptions(baseURL: server.origin + "/v1/")).url.path
                },
                byAIOHTTP: { server in
                    try await ClientSession.with(server.origin + "/v1/") { session in
                        try await session.get("/x") { $0.url.path }
                    }
                })
        ) { policy in
            switch policy.baseURLRule {
            case .append: "`/v1/x` (appended)"
            case .resolve: "`/x` (resolved like a link)"
            }
        },
        StyleDifference(
            "base-url-slash", "the base URL `http://h/v1`", httpx: "same as `http://h/v1/`",
            aiohttp: "error",
            .look(
                httpx: "/v1/x", aiohttp: "ValueError",
                byHTTPX: { caller, server in
                    try await caller.get("x", ClientOptions(baseURL: server.origin + "/v1")).url.path
                },
                byAIOHTTP: { server in
                    try await ClientSession.with(server.origin + "/v1") { session in
                        try await session.get("x") { $0.url.path }
                    }
                })),
        StyleDifference(
            "base-url-auth", "client credentials with a base URL", httpx: "sent to every origin",
            aiohttp: "sent only to the base URL's origin",
            .look(
                httpx: "Basic dTpw", aiohttp: "none",
                byHTTPX: { caller, server in
                    let options = ClientOptions(baseURL: server.origin + "/", auth: .use(credentials))
                    try await caller.get(server.otherOrigin, options)
                    return server.log.requests[0].headers["Authorization"] ?? "none"
                },
                byAIOHTTP: { server in
                    try await ClientSession(server.origin + "/", auth: .use(credentials)).use { session in
                        try await session.get(server.otherOrigin) { _ in }
                        return server.log.requests[0].headers["Authorization"] ?? "none"
                    }
                })),
    ]
}
