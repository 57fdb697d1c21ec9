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
            "a cookie without a Domain is not sent to subdomains", why: "RFC 6265 section 5.3: it is host-only", "a=1",
            from: "example.test", to: "sub.example.test", expect: nil),
        crossing(
            "a cookie of a subdomain is not sent to its parent domain",
            why: "RFC 6265 section 5.1.3: the parent domain may belong to someone else", "a=1",
            from: "sub.example.test", to: "example.test", expect: nil),
        crossing(
            "a cookie with a Domain is sent to subdomains",
            why: "RFC 6265 section 5.1.3: sites share logins between subdomains", "a=1; Domain=example.test",
            from: "example.test", to: "sub.example.test", expect: "a=1"),
        crossing(
            "a cookie for the parent domain is sent to sibling hosts",
            why: "RFC 6265 section 5.1.3: sites share logins between subdomains",
            "a=1; Domain=.example.test", from: "one.example.test", to: "two.example.test", expect: "a=1"),
        crossing(
            "a Domain matches whole labels only",
            why: "RFC 6265 section 5.1.3: badexample.test is not part of example.test", "a=1; Domain=example.test",
            from: "example.test", to: "badexample.test", expect: nil),
        crossing(
            "a cookie for a subdomain of the host is refused",
            why: "RFC 6265 section 5.3: a host sets cookies only for itself and its parents",
            "a=1; Domain=sub.example.test",
            from: "example.test", to: "sub.example.test", expect: nil),
        crossing(
            "a cookie for another domain is not sent there", why: "RFC 6265 section 5.3: session fixation",
            "a=1; Domain=victim.test", from: "example.test", to: "victim.test", expect: nil),
        crossing(
            "a cookie for a top-level domain is not sent to other hosts in it",
            why: "RFC 6265bis section 5.7: session fixation",
            "a=1; Domain=test", from: "example.test", to: "victim.test", expect: nil),
        crossing(
            "a Secure cookie is not sent without TLS", why: "RFC 6265 section 5.4: others on the network could read it",
            "a=1; Secure",
            from: "example.test", to: "example.test", expect: nil),
    ]

    static let cookies = group(
        "cookies",
        acrossHosts + [
            setting(
                ["a=1"], then: "/dir/x", expect: "a=1", "a cookie is sent back",
                "RFC 6265 section 5.4: logins depend on it"),
            setting(
                ["a=1", "b=2"], then: "/dir/x", expect: "a=1; b=2", "two cookies are sent back in one header",
                "RFC 6265 section 5.4: a request has at most one Cookie header"),
            setting(
                ["a=1"], then: "/", expect: nil, "the default path is the directory of the URL",
                "RFC 6265 section 5.1.4: other paths must not see the cookie"),
            setting(
                ["a=1; Path=/"], then: "/other", expect: "a=1", "a cookie with Path=/ is sent to every path",
                "RFC 6265 section 5.1.4: most sites set their cookies this way"),
            setting(
                ["a=1; Path=/x"], then: "/xy", expect: nil, "a Path matches whole segments only",
                "RFC 6265 section 5.1.4: /xy is not below /x"),
            setting(
                ["a=1; Path=/x"], then: "/x/y", expect: "a=1", "a Path covers the paths below it",
                "RFC 6265 section 5.1.4: all pages below it need the cookie"),
            setting(
                ["b=1; Path=/", "a=2; Path=/dir"], then: "/dir/x", expect: "a=2; b=1",
                "the cookie with the longer path is sent first",
                "RFC 6265 section 5.4: servers may read only the first of two equal names"),
            setting(
                ["a=1; Path=/; Domain=example.com"], expect: nil, "a cookie for another domain is refused",
                "RFC 6265 section 5.3: session fixation"),
            setting(
                ["a=1; Path=/; Domain=com"], expect: nil, "a cookie for a top-level domain is refused",
                "RFC 6265bis section 5.7: session fixation"),
            setting(
                ["a=1; Path=/; Max-Age=0"], expect: nil, "Max-Age=0 expires a cookie at once",
                "RFC 6265 section 5.2.2: otherwise a logout has no effect"),
            setting(
                ["a=1; Path=/", "a=x; Path=/; Max-Age=-1"], expect: nil, "an expired cookie deletes the stored one",
                "RFC 6265 section 5.3: otherwise a logout has no effect"),
            setting(
                ["a=1; Path=/", "a=x; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], expect: nil,
                "Expires in 1970 deletes the stored cookie",
                "RFC 6265 section 5.3; aiohttp keeps it"),
            setting(
                ["a=1; Path=/; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT"], expect: "a=1",
                "Max-Age overrides Expires", "RFC 6265 section 5.3: otherwise the cookie expires at the wrong time"),
            setting(
                ["a=1; Path=/", "a=2; Path=/"], expect: "a=2",
                "a later cookie replaces an earlier one of the same name",
                "RFC 6265 section 5.3: otherwise the server sees an outdated value"),
            setting(
                ["a=1; Path=/; HttpOnly; SameSite=Lax; Priority=High"], expect: "a=1",
                "attributes for browsers do not affect a cookie", "RFC 6265bis: otherwise the cookie is lost"),
            setting(
                ["a=\"b c\"; Path=/"], expect: "a=\"b c\"", "quotes are part of the value",
                "RFC 6265 section 5.2; aiohttp quotes the value again"),
            setting(
                ["a=b c,d; Path=/"], expect: "a=b c,d", "a cookie value is sent back unchanged",
                "RFC 6265 section 5.2; aiohttp quotes it"),
            setting(
                ["__Host-a=1"], expect: nil, "a __Host- cookie without its required attributes is refused",
                "RFC 6265bis section 5.7: servers trust the prefix"),
            setting(
                ["a=\u{1}b; Path=/"], expect: nil, "a cookie with a control character, or its response, is refused",
                "RFC 6265bis section 5.6: servers may misread it"),
            Case(
                "an expired cookie is no longer sent", why: "RFC 6265 section 5.4: the server has ended the session",
                server: .replies([[.send(reply("200 OK", ["Set-Cookie: a=1; Max-Age=1"]))], [.send(reply())]]),
                needs: [.cookieJar],
                [.send(.get("{host}/")), .pause(milliseconds: 1500), .send(.get("{host}/"))],
                expect: [.status(200), .sent(1, "Cookie", nil)]),
            Case(
                "the cookies of a request are sent with it and with no other",
                why: "as in httpx and aiohttp: unrelated requests must not leak them", server: .reply(reply()),
                [.send(.get("{host}/") { $0.cookies = [("s", "1"), ("t", "2")] }), .send(.get("{host}/"))],
                expect: [.sent(0, "Cookie", "s=1; t=2"), .sent(1, "Cookie", nil)]),
            Case(
                "a custom Cookie header: httpx sends it alone, aiohttp adds the stored cookies",
                why: "RFC 6265 section 5.4: a request has at most one Cookie header",
                server: .reply(reply("200 OK", ["Set-Cookie: jar=1; Path=/"])), needs: [.houseRules],
                [.send(.get("{host}/")), .send(.get("{host}/") { $0.headers = ["Cookie": "own=1"] })],
                expect: [
                    .style(.httpx, .sentLines(1, "Cookie", ["own=1"])),
                    .style(.aiohttp, .sentLines(1, "Cookie", ["jar=1; own=1"])),
                ]),
            Case(
                "a cookie set by a redirect is sent to its target",
                why: "RFC 6265 section 3: many logins set a cookie and redirect",
                server: .replies([[.send(redirect(to: "/next", ["Set-Cookie: a=1; Path=/"]))], [.send(reply())]]),
                client: { $0.followRedirects = true }, needs: [.cookieJar], [.send(.get("{host}/"))],
                expect: [.sent(1, "Cookie", "a=1")]),
            Case(
                "cookies are shared by all ports of a host",
                why: "RFC 6265 section 8.5: cookies do not isolate by port",
                server: .replies([[.send(reply("200 OK", ["Set-Cookie: a=1; Path=/"]))], [.send(reply())]]),
                needs: [.cookieJar],
                [.send(.get("{origin}/")), .send(.get("{other}/"))],
                expect: [.style(.httpx, .sent(1, "Cookie", "a=1")), .style(.aiohttp, .sent(1, "Cookie", nil))]),
            Case(
                "the number of stored cookies is limited", why: "RFC 6265 section 6.1: bounded memory",
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
                    .that("at most 180 cookies are sent back") { seen in
                        guard seen.server.requests.count == 2 else { return false }
                        return (seen.server.requests[1].headers["Cookie"] ?? "").split(separator: ";").count <= 180
                    },
                ]),
            Case(
                "an oversized cookie is ignored", why: "RFC 6265bis section 5.6: bounded memory",
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
