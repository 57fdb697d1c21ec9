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
            "cookie-epoch", .aiohttp, "a cookie that expired on 1 January 1970", theirs: "kept", ours: "deleted",
            why: "RFC 6265 section 5.3", cookies(["a=1", "a=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], sends: nil)),
        IntendedDifference(
            "cookie-top-level", .aiohttp, "`Domain=com`", theirs: "accepted", ours: "rejected",
            why: "it would be sent to other sites",
            .rule(httpx: "0", aiohttp: "0") { policy in
                var store = CookieStore(policy: policy.cookies)
                let context = CookieContext(host: "example.com", path: "/", isSecure: true)
                store.store(setCookie: ["a=1; Domain=com"], from: context, now: 0)
                return "\(store.count)"
            }),
        IntendedDifference(
            "cookie-verbatim", .aiohttp, "`b c` as a cookie value", theirs: "quoted", ours: "unchanged",
            why: "the server expects the value it set", cookies(["a=b c"], sends: "a=b c")),
        IntendedDifference(
            "cookie-prefix", .both, "a `__Host-` or `__Secure-` cookie that breaks the rules of its prefix",
            theirs: "accepted",
            ours: "rejected", why: "RFC 6265bis section 4.1.3", cookies(["__Host-a=1", "__Secure-b=1"], sends: nil)),
        IntendedDifference(
            "cookie-flood", .httpx, "cookies set by one response", theirs: "all are stored", ours: "at most 50",
            why: "a server must not exhaust memory",
            cookies((0..<60).map { "c\($0)=1" }, sends: (0..<50).map { "c\($0)=1" }.joined(separator: "; "))),
        IntendedDifference(
            "cookie-own-domain", .httpx, "`Domain=localhost` from localhost", theirs: "stored, never sent",
            ours: "sent", why: "RFC 6265 section 5.3", cookies(["a=1; Domain=localhost"], sends: "a=1")),
        IntendedDifference(
            "cookie-empty-domain", .httpx, "`Domain=` without a value", theirs: "stored, never sent",
            ours: "attribute ignored", why: "RFC 6265 section 5.2.3", cookies(["a=1; Domain="], sends: "a=1")),
        IntendedDifference(
            "cookie-relative-path", .httpx, "`Path=x` without a slash", theirs: "stored, never sent",
            ours: "attribute ignored", why: "RFC 6265 section 5.2.4", cookies(["a=1; Path=x"], sends: "a=1")),
        IntendedDifference(
            "cookie-repeated-attribute", .httpx, "`Path=/x; Path=/`", theirs: "the first wins",
            ours: "the last wins", why: "RFC 6265 section 5.3", cookies(["a=1; Path=/x; Path=/"], sends: "a=1")),
        IntendedDifference(
            "cookie-order", .httpx, "a cookie set and deleted in one response", theirs: "kept",
            ours: "deleted", why: "RFC 6265 section 5.3", cookies(["a=1", "a=x; Max-Age=0"], sends: nil)),
        IntendedDifference(
            "cookie-secure", .both, "a cookie set without TLS, with the name of a `Secure` cookie",
            theirs: "replaces it", ours: "rejected", why: "RFC 6265bis section 5.7",
            .rule(httpx: "b", aiohttp: "b") { policy in
                var store = CookieStore(policy: policy.cookies)
                let host = "example.com"
                store.store(
                    setCookie: ["a=b; Secure"], from: CookieContext(host: host, path: "/", isSecure: true), now: 0)
                store.store(setCookie: ["a=c"], from: CookieContext(host: host, path: "/", isSecure: false), now: 0)
                return store.all.map(\.value).joined()
            }),
        IntendedDifference(
            "cookie-given-order", .httpx, "a request's own cookies (httpx2)", theirs: "before the jar's",
            ours: "after the jar's, as in httpx", why: "either order is allowed",
            .play(
                Case(
                    "order", why: "RFC 6265 section 5.4",
                    server: .replies([[.send(reply("200 OK", ["Set-Cookie: s=1; Path=/"]))], [.send(reply())]]),
                    [.send(.get("{host}/")), .send(.get("{host}/") { $0.cookies = [("g", "2")] })],
                    expect: [.style(.httpx, .sent(1, "Cookie", "s=1; g=2"))]))),
        IntendedDifference(
            "cookie-large", .httpx, "a cookie of more than 4096 bytes", theirs: "accepted", ours: "rejected",
            why: "RFC 6265bis section 5.6", cookies(["a=\(String(repeating: "v", count: 4096))"], sends: nil)),
    ]
}
