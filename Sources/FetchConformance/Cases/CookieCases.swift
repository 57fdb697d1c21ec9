import Fetch
import HTTPValues

extension Suite {
    /// A response sets a cookie. The next request shows whether it was accepted.
    private static func setting(
        _ cookies: [String], then path: String = "/", expect expected: String?, _ name: String, _ why: String
    ) -> Case {
        Case(
            name, why: why,
            server: .replies([[.send(reply("200 OK", cookies.map { "Set-Cookie: " + $0 }))], [.send(reply())]]),
            needs: [.cookieJar], [.send(.get("{host}/dir/page")), .send(.get("{host}" + path))],
            expect: [.sent(1, "Cookie", expected)])
    }

    /// One host sets a cookie. A request to another shows whether the cookie applies there too. The hosts need not
    /// exist, because the server is the proxy for both.
    private static func crossing(
        _ name: String, why: String, _ cookie: String, from first: String, to second: String, expect expected: String?
    ) -> Case {
        Case(
            name, why: why, server: .replies([[.send(reply("200 OK", ["Set-Cookie: " + cookie]))], [.send(reply())]]),
            client: { $0.proxy = "{origin}" }, needs: [.cookieJar, .forwarding],
            [.send(.get("http://\(first)/")), .send(.get("http://\(second)/"))],
            expect: [.status(200), .sent(1, "Cookie", expected)])
    }

    private static let acrossHosts = [
        crossing(
            "a cookie without a domain is not for the hosts below", why: "RFC 6265 section 5.3: host-only", "a=1",
            from: "example.test", to: "sub.example.test", expect: nil),
        crossing(
            "a cookie of a host is not for the host above", why: "RFC 6265 section 5.1.3", "a=1",
            from: "sub.example.test", to: "example.test", expect: nil),
        crossing(
            "a cookie for a domain is for the hosts below", why: "RFC 6265 section 5.1.3", "a=1; Domain=example.test",
            from: "example.test", to: "sub.example.test", expect: "a=1"),
        crossing(
            "a cookie for the domain above is for the hosts beside", why: "RFC 6265 section 5.1.3",
            "a=1; Domain=.example.test", from: "one.example.test", to: "two.example.test", expect: "a=1"),
        crossing(
            "a domain begins at a dot", why: "RFC 6265 section 5.1.3", "a=1; Domain=example.test",
            from: "example.test", to: "badexample.test", expect: nil),
        crossing(
            "a cookie for the host below is refused", why: "RFC 6265 section 5.3", "a=1; Domain=sub.example.test",
            from: "example.test", to: "sub.example.test", expect: nil),
        crossing(
            "a cookie for another domain does not get there", why: "RFC 6265 section 5.3: session fixation",
            "a=1; Domain=victim.test", from: "example.test", to: "victim.test", expect: nil),
        crossing(
            "a cookie for a whole top level does not get to another host of it", why: "RFC 6265bis section 5.7",
            "a=1; Domain=test", from: "example.test", to: "victim.test", expect: nil),
        crossing(
            "a cookie that is Secure does not go out without TLS", why: "RFC 6265 section 5.4", "a=1; Secure",
            from: "example.test", to: "example.test", expect: nil),
    ]

    static let cookies = group(
        "cookies",
        acrossHosts + [
            setting(["a=1"], then: "/dir/x", expect: "a=1", "a cookie comes back", "RFC 6265 section 5.4"),
            setting(
                ["a=1", "b=2"], then: "/dir/x", expect: "a=1; b=2", "two cookies come back in one line",
                "RFC 6265 section 5.4"),
            setting(["a=1"], then: "/", expect: nil, "the default path is the directory", "RFC 6265 section 5.1.4"),
            setting(
                ["a=1; Path=/"], then: "/other", expect: "a=1", "a path of / is everywhere", "RFC 6265 section 5.1.4"),
            setting(["a=1; Path=/x"], then: "/xy", expect: nil, "a path ends at a slash", "RFC 6265 section 5.1.4"),
            setting(
                ["a=1; Path=/x"], then: "/x/y", expect: "a=1", "a path covers what is below it",
                "RFC 6265 section 5.1.4"),
            setting(
                ["b=1; Path=/", "a=2; Path=/dir"], then: "/dir/x", expect: "a=2; b=1",
                "the cookie of the longer path comes first", "RFC 6265 section 5.4"),
            setting(
                ["a=1; Path=/; Domain=example.com"], expect: nil, "a cookie for another domain is refused",
                "RFC 6265 section 5.3"),
            setting(
                ["a=1; Path=/; Domain=com"], expect: nil, "a cookie for a whole top level is refused",
                "RFC 6265bis section 5.7"),
            setting(["a=1; Path=/; Max-Age=0"], expect: nil, "a lifetime of nothing is over", "RFC 6265 section 5.2.2"),
            setting(
                ["a=1; Path=/", "a=x; Path=/; Max-Age=-1"], expect: nil, "a cookie is deleted by one that is over",
                "RFC 6265 section 5.3"),
            setting(
                ["a=1; Path=/", "a=x; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], expect: nil,
                "the beginning of time is over",
                "RFC 6265 section 5.3; aiohttp keeps it"),
            setting(
                ["a=1; Path=/; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], expect: "a=1",
                "Max-Age beats Expires", "RFC 6265 section 5.3"),
            setting(
                ["a=1; Path=/", "a=2; Path=/"], expect: "a=2", "the later cookie replaces the earlier",
                "RFC 6265 section 5.3"),
            setting(
                ["a=1; Path=/; HttpOnly; SameSite=Lax; Priority=High"], expect: "a=1",
                "attributes of browsers do no harm", "RFC 6265bis"),
            setting(
                ["a=\"b c\"; Path=/"], expect: "a=\"b c\"", "quotes are part of the value",
                "RFC 6265 section 5.2; aiohttp quotes again"),
            setting(
                ["a=b c,d; Path=/"], expect: "a=b c,d", "a value is sent as it came",
                "RFC 6265 section 5.2; aiohttp quotes it"),
            setting(
                ["__Host-a=1"], expect: nil, "a name that promises more than is kept is refused",
                "RFC 6265bis section 5.7"),
            setting(
                ["a=\u{1}b; Path=/"], expect: nil, "a control character in a cookie ends the reply or the cookie",
                "RFC 6265bis section 5.6"),
            Case(
                "a cookie whose lifetime has passed since is not sent", why: "RFC 6265 section 5.4",
                server: .replies([[.send(reply("200 OK", ["Set-Cookie: a=1; Max-Age=1"]))], [.send(reply())]]),
                needs: [.cookieJar],
                [.send(.get("{host}/")), .pause(milliseconds: 1500), .send(.get("{host}/"))],
                expect: [.status(200), .sent(1, "Cookie", nil)]),
            Case(
                "cookies of a request go with it, and with no other", why: "both originals", server: .reply(reply()),
                [.send(.get("{host}/") { $0.cookies = [("s", "1"), ("t", "2")] }), .send(.get("{host}/"))],
                expect: [.sent(0, "Cookie", "s=1; t=2"), .sent(1, "Cookie", nil)]),
            Case(
                "a Cookie field of the user's stands alone, or with what is kept", why: "RFC 6265 section 5.4",
                server: .reply(reply("200 OK", ["Set-Cookie: jar=1; Path=/"])), needs: [.houseRules],
                [.send(.get("{host}/")), .send(.get("{host}/") { $0.headers = ["Cookie": "own=1"] })],
                expect: [
                    .style(.httpx, .sentLines(1, "Cookie", ["own=1"])),
                    .style(.aiohttp, .sentLines(1, "Cookie", ["jar=1; own=1"])),
                ]),
            Case(
                "a cookie of a redirect goes to its target", why: "RFC 6265 section 3",
                server: .replies([[.send(redirect(to: "/next", ["Set-Cookie: a=1; Path=/"]))], [.send(reply())]]),
                client: { $0.followRedirects = true }, needs: [.cookieJar], [.send(.get("{host}/"))],
                expect: [.sent(1, "Cookie", "a=1")]),
            Case(
                "cookies are shared by the ports of a host", why: "RFC 6265 section 8.5",
                server: .replies([[.send(reply("200 OK", ["Set-Cookie: a=1; Path=/"]))], [.send(reply())]]),
                needs: [.cookieJar],
                [.send(.get("{origin}/")), .send(.get("{other}/"))],
                expect: [.style(.httpx, .sent(1, "Cookie", "a=1")), .style(.aiohttp, .sent(1, "Cookie", nil))]),
            Case(
                "a flood of cookies is bounded", why: "RFC 6265 section 6.1",
                server: .replies(
                    [
                        [
                            .send(
                                reply(
                                    "200 OK",
                                    (0..<900).map { "Set-Cookie: c\($0)=\(String(repeating: "v", count: 200)); Path=/" }
                                ))
                        ], [.send(reply())],
                    ]), needs: [.houseRules],
                [.send(.get("{host}/")), .send(.get("{host}/"))],
                expect: [
                    .status(200),
                    .that("at most 180 cookies come back") { seen in
                        guard seen.server.requests.count == 2 else { return false }
                        return (seen.server.requests[1].headers["Cookie"] ?? "").split(separator: ";").count <= 180
                    },
                ]),
            Case(
                "a cookie that is too large is left out", why: "RFC 6265bis section 5.6",
                server: .replies(
                    [
                        [
                            .send(
                                reply(
                                    "200 OK",
                                    [
                                        "Set-Cookie: big=\(String(repeating: "v", count: 5000)); Path=/",
                                        "Set-Cookie: a=1; Path=/",
                                    ]))
                        ], [.send(reply())],
                    ]), needs: [.houseRules],
                [.send(.get("{host}/")), .send(.get("{host}/"))], expect: [.sent(1, "Cookie", "a=1")]),
        ])
}
