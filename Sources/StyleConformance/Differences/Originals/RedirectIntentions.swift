import Fetch
import FetchConformance
import HTTPValues

extension IntendedDifference {
    private static func follow(_ choices: inout ClientChoices) { choices.followsRedirects = true }

    static let redirects: [IntendedDifference] = [
        IntendedDifference(
            "redirect-proxy-authorization", .httpx, "`Proxy-Authorization` on a redirect to another origin",
            theirs: "is sent on", ours: "is removed", why: "it is a secret like `Authorization`",
            .play(
                Case(
                    "another origin", why: "RFC 9110 section 15.4",
                    server: .replies([[.send(redirect(to: "{other}/next"))], [.send(reply())]]), client: follow,
                    [.send(.get { $0.headers = ["Proxy-Authorization": "Basic x"] })],
                    expect: [.requests(2), .sent(1, "Proxy-Authorization", nil)]))),
        IntendedDifference(
            "redirect-count", .aiohttp, "`maxRedirects: 2`", theirs: "one redirect is followed", ours: "two are",
            why: "the number says redirects",
            .play(
                Case(
                    "two redirects", why: "aiohttp counts requests",
                    server: .replies([[.send(redirect(to: "/2"))], [.send(redirect(to: "/3"))], [.send(reply())]]),
                    client: {
                        $0.followsRedirects = true
                        $0.maximumRedirects = 2
                    }, expect: [.status(200), .history([302, 302])]))),
        IntendedDifference(
            "redirect-zero", .aiohttp, "`maxRedirects: 0`", theirs: "any number", ours: "none", why: "0 is a number",
            .play(
                Case(
                    "no redirect", why: "RFC 9110 section 15.4", server: .reply(redirect(to: "/loop")),
                    client: {
                        $0.followsRedirects = true
                        $0.maximumRedirects = 0
                    }, expect: [.fails(.tooManyRedirects), .requests(1)]))),
        IntendedDifference(
            "redirect-without-location", .aiohttp, "a 302 without `Location`", theirs: "is its own history",
            ours: "has no history", why: "it led nowhere",
            .play(
                Case(
                    "without Location", why: "RFC 9110 section 10.2.2", server: .reply(reply("302 Found")),
                    client: follow, expect: [.status(302), .history([])]))),
        IntendedDifference(
            "redirect-empty-location", .httpx, "a 302 with an empty `Location`", theirs: "is followed to itself",
            ours: "is given back", why: "it leads nowhere",
            .play(
                Case(
                    "empty Location", why: "RFC 9110 section 10.2.2", server: .reply(redirect(to: "")), client: follow,
                    expect: [.status(302), .requests(1)]))),
        IntendedDifference(
            "redirect-scheme", .httpx, "a redirect to `javascript:…`", theirs: "is said to be no URL",
            ours: "is said to have a scheme that is not HTTP", why: "that is what is wrong",
            .play(
                Case(
                    "another scheme", why: "RFC 9110 section 10.2.2",
                    server: .reply(redirect(to: "javascript:alert(1)")),
                    client: follow, expect: [.fails(.invalidRedirect, .invalidURL), .requests(1)]))),
        IntendedDifference(
            "redirect-cookies", .httpx, "the cookies of a request, when it is redirected within its origin",
            theirs: "are dropped", ours: "are sent on", why: "the origin is the one that they were meant for",
            .play(
                Case(
                    "cookies of a request", why: "RFC 6265 section 5.4",
                    server: .replies([[.send(redirect(to: "/next"))], [.send(reply())]]), client: follow,
                    [.send(.get { $0.cookies = [("a", "1")] })], expect: [.sent(1, "Cookie", "a=1")]))),
        IntendedDifference(
            "one-shot-body", .httpx, "a 307 after a body that can be read only once", theirs: "the request is begun",
            ours: "nothing is sent", why: "half a request is worse than none",
            .play(
                Case(
                    "a body that can be read only once", why: "RFC 9110 section 15.4.8",
                    server: .replies([[.send(redirect(307, to: "/next"))], [.send(reply())]]), client: follow,
                    [.send(.post("/", .once(["ab"])))], expect: [.fails(.bodyNotReplayable), .requests(1)]))),
    ]
}
