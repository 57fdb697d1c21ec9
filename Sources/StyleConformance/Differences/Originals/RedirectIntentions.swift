import Fetch
import FetchConformance
import HTTPValues

extension IntendedDifference {
    private static func follow(_ choices: inout ClientChoices) { choices.followRedirects = true }

    static let redirects: [IntendedDifference] = [
        IntendedDifference(
            "redirect-proxy-authorization", .httpx, "`Proxy-Authorization` on a redirect to another origin",
            theirs: "sent", ours: "removed", why: "it is as secret as `Authorization`",
            .play(
                Case(
                    "another origin", why: "RFC 9110 section 15.4",
                    server: .replies([[.send(redirect(to: "{other}/next"))], [.send(reply())]]), client: follow,
                    [.send(.get { $0.headers = ["Proxy-Authorization": "Basic x"] })],
                    expect: [.requests(2), .sent(1, "Proxy-Authorization", nil)]))),
        IntendedDifference(
            "redirect-count", .aiohttp, "`maxRedirects: 2`", theirs: "one redirect is followed",
            ours: "two are followed",
            why: "it limits redirects, not requests",
            .play(
                Case(
                    "two redirects", why: "aiohttp counts requests",
                    server: .replies([[.send(redirect(to: "/2"))], [.send(redirect(to: "/3"))], [.send(reply())]]),
                    client: {
                        $0.followRedirects = true
                        $0.maxRedirects = 2
                    }, expect: [.status(200), .history([302, 302])]))),
        IntendedDifference(
            "redirect-zero", .aiohttp, "`maxRedirects: 0`", theirs: "no limit", ours: "no redirects",
            why: "0 means none",
            .play(
                Case(
                    "no redirect", why: "RFC 9110 section 15.4", server: .reply(redirect(to: "/loop")),
                    client: {
                        $0.followRedirects = true
                        $0.maxRedirects = 0
                    }, expect: [.fails(.tooManyRedirects), .requests(1)]))),
        IntendedDifference(
            "redirect-without-location", .aiohttp, "a 302 without `Location`", theirs: "is in its own `history`",
            ours: "has an empty `history`", why: "it leads nowhere",
            .play(
                Case(
                    "without Location", why: "RFC 9110 section 10.2.2", server: .reply(reply("302 Found")),
                    client: follow, expect: [.status(302), .history([])]))),
        IntendedDifference(
            "redirect-empty-location", .httpx, "a 302 with an empty `Location`", theirs: "redirects to itself",
            ours: "returned", why: "it leads nowhere",
            .play(
                Case(
                    "empty Location", why: "RFC 9110 section 10.2.2", server: .reply(redirect(to: "")), client: follow,
                    expect: [.status(302), .requests(1)]))),
        IntendedDifference(
            "redirect-scheme", .httpx, "a redirect to `javascript:…`", theirs: "error: invalid URL",
            ours: "error: scheme is not HTTP", why: "that is the actual problem",
            .play(
                Case(
                    "another scheme", why: "RFC 9110 section 10.2.2",
                    server: .reply(redirect(to: "javascript:alert(1)")),
                    client: follow, expect: [.fails(.invalidRedirect, .invalidURL), .requests(1)]))),
        IntendedDifference(
            "redirect-cookies", .httpx, "a request's own cookies on a same-origin redirect",
            theirs: "dropped", ours: "sent", why: "they are meant for that origin",
            .play(
                Case(
                    "a request's own cookies", why: "RFC 6265 section 5.4",
                    server: .replies([[.send(redirect(to: "/next"))], [.send(reply())]]), client: follow,
                    [.send(.get { $0.cookies = [("a", "1")] })], expect: [.sent(1, "Cookie", "a=1")]))),
        IntendedDifference(
            "one-shot-body", .httpx, "a 307 after a body that can be read only once",
            theirs: "the second request is started",
            ours: "nothing more is sent", why: "half a request is worse than none",
            .play(
                Case(
                    "a body that can be read only once", why: "RFC 9110 section 15.4.8",
                    server: .replies([[.send(redirect(307, to: "/next"))], [.send(reply())]]), client: follow,
                    [.send(.post("/", .once(["ab"])))], expect: [.fails(.bodyNotReplayable), .requests(1)]))),
    ]
}
