import Fetch
import FetchConformance
import HTTPValues

extension IntendedDifference {
    /// Expects the Cookie header of a second request after a response has set `lines`.
    private static func cookies(_ lines: [String], sends expected: String?) -> Evidence {
        .play(
            Case(
                lines[0], why: "RFC 6265bis",
                server: .replies([[.send(reply("200 OK", lines.map { "Set-Cookie: " + $0 }))], [.send(reply())]]),
                [.send(.get("{host}/")), .send(.get("{host}/"))], expect: [.sent(1, "Cookie", expected)]))
    }

    static let cookies: [IntendedDifference] = [
        IntendedDifference(
            "cookie-epoch", .aiohttp, "a cookie that ended on 1 January 1970", theirs: "stays", ours: "is deleted",
            why: "RFC 6265 section 5.3", cookies(["a=1", "a=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], sends: nil)),
        IntendedDifference(
            "cookie-top-level", .aiohttp, "`Domain=com`", theirs: "is taken", ours: "is refused",
            why: "it would reach strangers",
            .rule(httpx: "0", aiohttp: "0") { policy in
                var store = CookieStore(policy: policy.cookies)
                let context = CookieContext(host: "example.com", path: "/", isSecure: true)
                store.store(setCookie: ["a=1; Domain=com"], from: context, now: 0)
                return "\(store.count)"
            }),
        IntendedDifference(
            "cookie-verbatim", .aiohttp, "`b c` as the value of a cookie", theirs: "is put in quotes", ours: "stays",
            why: "the server knows its values", cookies(["a=b c"], sends: "a=b c")),
        IntendedDifference(
            "cookie-prefix", .both, "`__Host-` and `__Secure-` without what they promise", theirs: "are taken",
            ours: "are refused", why: "RFC 6265bis section 4.1.3", cookies(["__Host-a=1", "__Secure-b=1"], sends: nil)),
        IntendedDifference(
            "cookie-flood", .httpx, "cookies of one response", theirs: "all are kept", ours: "50 are read",
            why: "a server must not fill the memory",
            cookies((0..<60).map { "c\($0)=1" }, sends: (0..<50).map { "c\($0)=1" }.joined(separator: "; "))),
        IntendedDifference(
            "cookie-own-domain", .httpx, "`Domain=localhost` from localhost", theirs: "is kept and never sent",
            ours: "is sent", why: "RFC 6265 section 5.3", cookies(["a=1; Domain=localhost"], sends: "a=1")),
        IntendedDifference(
            "cookie-empty-domain", .httpx, "`Domain=` without a value", theirs: "is kept and never sent",
            ours: "is ignored", why: "RFC 6265 section 5.2.3", cookies(["a=1; Domain="], sends: "a=1")),
        IntendedDifference(
            "cookie-relative-path", .httpx, "`Path=x` without a slash", theirs: "is kept and never sent",
            ours: "is ignored", why: "RFC 6265 section 5.2.4", cookies(["a=1; Path=x"], sends: "a=1")),
        IntendedDifference(
            "cookie-repeated-attribute", .httpx, "`Path=/x; Path=/`", theirs: "the first counts",
            ours: "the last counts", why: "RFC 6265 section 5.3", cookies(["a=1; Path=/x; Path=/"], sends: "a=1")),
        IntendedDifference(
            "cookie-order", .httpx, "a cookie that is set and deleted in one response", theirs: "stays",
            ours: "is deleted", why: "RFC 6265 section 5.3", cookies(["a=1", "a=x; Max-Age=0"], sends: nil)),
        IntendedDifference(
            "cookie-secure", .both, "a cookie that came without TLS, and one with `Secure` of that name",
            theirs: "replaces it", ours: "is refused", why: "RFC 6265bis section 5.7",
            .rule(httpx: "b", aiohttp: "b") { policy in
                var store = CookieStore(policy: policy.cookies)
                let host = "example.com"
                store.store(
                    setCookie: ["a=b; Secure"], from: CookieContext(host: host, path: "/", isSecure: true), now: 0)
                store.store(setCookie: ["a=c"], from: CookieContext(host: host, path: "/", isSecure: false), now: 0)
                return store.all.map(\.value).joined()
            }),
        IntendedDifference(
            "cookie-given-order", .httpx, "the cookies of a request (httpx2)", theirs: "stand before those of the jar",
            ours: "stand behind them, as in httpx", why: "either may be",
            .play(
                Case(
                    "order", why: "RFC 6265 section 5.4",
                    server: .replies([[.send(reply("200 OK", ["Set-Cookie: s=1; Path=/"]))], [.send(reply())]]),
                    [.send(.get("{host}/")), .send(.get("{host}/") { $0.cookies = [("g", "2")] })],
                    expect: [.style(.httpx, .sent(1, "Cookie", "s=1; g=2"))]))),
        IntendedDifference(
            "cookie-large", .httpx, "a cookie of more than 4096 bytes", theirs: "is kept", ours: "is refused",
            why: "RFC 6265bis section 5.6", cookies(["a=\(String(repeating: "v", count: 4096))"], sends: nil)),
    ]
}
