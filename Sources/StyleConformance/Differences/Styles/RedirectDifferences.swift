import AIOHTTPClient
import Fetch
import FetchConformance
import HTTPValues
import HTTPX

extension StyleDifference {
    private static func follow(_ choices: inout ClientChoices) { choices.followRedirects = true }

    static let redirects = about(.redirects, following + nextRequests + targets)

    private static let following = [
        StyleDifference(
            "redirect-followed", "redirects by default", isDecisive: true,
            .look(
                at: .replies([[.send(redirect(to: "/next"))], [.send(reply())]]), httpx: "302", aiohttp: "200",
                byHTTPX: { caller, server in "\(try await caller.get(server.origin).statusCode)" },
                byAIOHTTP: { server in
                    try await ClientSession.with { session in try await session.get(server.origin) { "\($0.status)" } }
                })
        ) { $0.redirects.isFollowed ? "followed" : "returned" },
        StyleDifference(
            "redirect-limit", "redirects per request",
            .look(
                at: .reply(redirect(to: "/loop")), httpx: "21 requests", aiohttp: "11 requests",
                byHTTPX: { caller, server in
                    _ = try? await caller.get(server.origin, ClientOptions(followRedirects: true))
                    return "\(server.log.requests.count) requests"
                },
                byAIOHTTP: { server in
                    _ = try? await ClientSession.with { session in try await session.get(server.origin) }
                    return "\(server.log.requests.count) requests"
                })
        ) { "at most \($0.redirects.maximum)" },
        StyleDifference(
            "redirect-bodies", "redirects in `history`", httpx: "whole responses, with bodies",
            aiohttp: "status, URL and headers",
            .look(
                at: .replies([[.send(reply("302 Found", ["Location: /next"], "small"))], [.send(reply())]]),
                httpx: "small", aiohttp: "status, url, headers",
                byHTTPX: { caller, server in
                    try await caller.get(server.origin, ClientOptions(followRedirects: true)).history[0].text
                },
                byAIOHTTP: { server in
                    try await ClientSession.with { session in
                        try await session.get(server.origin) { response in
                            Mirror(reflecting: response.history[0]).children.compactMap(\.label).joined(separator: ", ")
                        }
                    }
                })),
    ]

    private static let nextRequests = [
        StyleDifference(
            "redirect-302-method", "302 after PUT, PATCH or DELETE",
            .play(
                Case(
                    "302 after PUT", why: "RFC 9110 section 15.4.3",
                    server: .replies([[.send(redirect(to: "/next"))], [.send(reply())]]), client: follow,
                    [.send(.make("PUT", "/first"))],
                    expect: [
                        .style(.httpx, .line(1, "GET /next HTTP/1.1")),
                        .style(.aiohttp, .line(1, "PUT /next HTTP/1.1")),
                    ]))
        ) { $0.redirects.foundTurnsAllMethods ? "changes the method to GET" : "keeps the method" },
        StyleDifference(
            "redirect-content-type", "your `Content-Type`, if a redirect drops the body",
            .play(
                Case(
                    "303 after POST", why: "RFC 9110 section 15.4",
                    server: .replies([[.send(redirect(303, to: "/next"))], [.send(reply())]]), client: follow,
                    [.send(.post("/first", .bytes("abc")) { $0.headers = ["Content-Type": "text/x"] })],
                    expect: [
                        .style(.httpx, .sent(1, "Content-Type", "text/x")),
                        .style(.aiohttp, .sent(1, "Content-Type", nil)),
                    ]))
        ) { $0.redirects.dropsContentType ? "dropped" : "kept" },
        StyleDifference(
            "redirect-upgrade", "`Authorization`, if the same host redirects from `http` to `https`",
            .rule(httpx: "Bearer t", aiohttp: "none") { policy in
                let request = RequestHead(
                    method: .get, url: try FetchURL("http://h/"), headers: ["Authorization": "Bearer t"])
                let response = ResponseHead(
                    version: .http11, status: 302, reason: "Found", headers: ["Location": "https://h/"])
                return try policy.redirects.next(after: request, response).head.headers["Authorization"] ?? "none"
            }
        ) { $0.redirects.keepsAuthorizationOnUpgrade ? "kept" : "dropped" },
    ]

    private static let targets = [
        StyleDifference(
            "redirect-fragment", "the original URL's fragment, if the target has none",
            .look(
                at: .replies([[.send(redirect(to: "/next"))], [.send(reply())]]), httpx: "top", aiohttp: "none",
                byHTTPX: { caller, server in
                    let response = try await caller.get(server.origin + "/#top", ClientOptions(followRedirects: true))
                    return response.url.encodedFragment ?? "none"
                },
                byAIOHTTP: { server in
                    try await ClientSession.with { session in
                        try await session.get(server.origin + "/#top") { $0.realURL.encodedFragment ?? "none" }
                    }
                })
        ) { $0.redirects.inheritsFragment ? "kept" : "dropped" },
        StyleDifference(
            "redirect-user", "user name and password in `Location`",
            .play(
                Case(
                    "user name and password in Location", why: "RFC 3986 section 3.2.1",
                    server: .replies([[.send(redirect(to: "http://u:p@127.0.0.1:{port}/next"))], [.send(reply())]]),
                    client: follow,
                    expect: [
                        .style(.httpx, .sent(1, "Authorization", nil)),
                        .style(.aiohttp, .sent(1, "Authorization", "Basic dTpw")),
                    ]))
        ) { $0.redirects.usesLocationUserInfo ? "sent" : "ignored" },
        StyleDifference(
            "redirect-no-host", "a redirect to `http:///path`",
            .play(
                Case(
                    "a redirect without a host", why: "RFC 9110 section 4.2.1",
                    server: .replies([[.send(redirect(to: "http:///x"))], [.send(reply())]]), client: follow,
                    expect: [.style(.httpx, .line(1, "GET /x HTTP/1.1")), .style(.aiohttp, .fails(.invalidRedirect))]))
        ) { $0.redirects.inheritsMissingHost ? "stays on the same host" : "error" },
    ]
}
