import Fetch
import FetchConformance
import HTTPValues

extension StyleDifference {
    /// A row about the cookies of a second request, after a response has set some.
    private static func cookies(
        _ id: String, _ situation: String, setting lines: [String], at first: String = "{host}/dir/page",
        then second: SuiteRequest = .get("{host}/dir/page"), sends: (httpx: String?, aiohttp: String?),
        cell: (FetchPolicy) -> String
    ) -> StyleDifference {
        StyleDifference(
            id, situation,
            .play(
                Case(
                    situation, why: "RFC 6265bis; the jars of the originals",
                    server: .replies([[.send(reply("200 OK", lines.map { "Set-Cookie: " + $0 }))], [.send(reply())]]),
                    [.send(.get(first)), .send(second)],
                    expect: [
                        .style(.httpx, .sent(1, "Cookie", sends.httpx)),
                        .style(.aiohttp, .sent(1, "Cookie", sends.aiohttp)),
                    ])), cell: cell)
    }

    static let cookies = about(
        .cookies,
        [
            cookies(
                "cookie-address", "cookies from an IP address", setting: ["a=1"],
                at: "{origin}/dir/page", then: .get("{origin}/dir/page"), sends: ("a=1", nil)
            ) { $0.cookies.acceptsIPAddressHosts ? "accepted" : "rejected" },
            cookies("cookie-name-only", "`Set-Cookie: a` without `=`", setting: ["a"], sends: ("a", nil)) {
                $0.cookies.acceptsNameOnly ? "accepted" : "rejected"
            },
            cookies(
                "cookie-paths", "two matching cookies with the same name", setting: ["a=1; Path=/", "a=2; Path=/dir"],
                sends: ("a=2; a=1", "a=2")
            ) { $0.cookies.sendsOnlyMostSpecific ? "only the one with the longer path is sent" : "both are sent" },
            cookies(
                "cookie-given", "a request's own cookie, if the jar has one of that name", setting: ["a=1"],
                then: .get("{host}/dir/page") { $0.cookies = [("a", "2")] }, sends: ("a=1; a=2", "a=2")
            ) { $0.cookies.sendsOnlyMostSpecific ? "replaces the jar's" : "sent along with it" },
            cookies(
                "cookie-field", "your own `Cookie` header, if the jar has a cookie", setting: ["a=1"],
                then: .get("{host}/dir/page") { $0.headers = ["Cookie": "x=y"] }, sends: ("x=y", "a=1; x=y")
            ) { $0.cookies.mergesCookieField ? "sent with the jar's cookies" : "sent alone" },
            cookies(
                "cookie-sorting", "cookie order", setting: ["b=1", "a=1"], sends: ("b=1; a=1", "a=1; b=1")
            ) { $0.cookies.sortsByName ? "by name" : "by path, then age" },
            StyleDifference(
                "cookie-size", "length of the `Cookie` header",
                .rule(httpx: "12010", aiohttp: "8006") { policy in
                    var store = CookieStore(policy: policy.cookies)
                    let context = CookieContext(host: "example.com", path: "/", isSecure: false)
                    let value = String(repeating: "v", count: 4000)
                    store.store(setCookie: (0..<3).map { "\($0)=\(value)" }, from: context, now: 0)
                    return "\(store.header(for: context, now: 0)?.utf8.count ?? 0)"
                }
            ) { $0.cookies.limits.sentBytes.map { "at most \($0) bytes" } ?? "unlimited" },
        ])
}
