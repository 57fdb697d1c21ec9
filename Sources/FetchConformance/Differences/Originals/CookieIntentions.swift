import Fetch

extension IntendedDifference {
    /// What a second request sends after a response has set `lines`.
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
            "cookie-large", .httpx, "a cookie of more than 4096 bytes", theirs: "is kept", ours: "is refused",
            why: "RFC 6265bis section 5.6", cookies(["a=\(String(repeating: "v", count: 4096))"], sends: nil)),
    ]
}
