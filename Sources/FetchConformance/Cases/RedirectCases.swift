import Fetch
import HTTPValues

extension Suite {
    static let redirects = group("redirects", methodsAcross + targets + secrets + redirectLimits)

    private static func follow(_ choices: inout ClientChoices) { choices.followRedirects = true }

    /// The method and body of the second request.
    private static let methodsAcross: [Case] =
        [
            (301, "GET", "GET", "GET"), (302, "GET", "GET", "GET"), (303, "GET", "GET", "GET"),
            (307, "GET", "GET", "GET"),
            (308, "GET", "GET", "GET"), (301, "HEAD", "HEAD", "HEAD"), (302, "HEAD", "HEAD", "HEAD"),
            (303, "HEAD", "HEAD", "HEAD"), (301, "PUT", "PUT", "PUT"), (302, "PUT", "GET", "PUT"),
            (303, "PUT", "GET", "GET"),
            (301, "DELETE", "DELETE", "DELETE"), (302, "DELETE", "GET", "DELETE"), (307, "DELETE", "DELETE", "DELETE"),
        ].map { (status: Int, method: String, httpx: String, aiohttp: String) in
            Case(
                "\(status) after \(method) sends the right method",
                why: "RFC 9110 section 15.4: the wrong method could repeat or lose a change",
                server: .replies([[.send(redirect(status, to: "/next"))], [.send("HTTP/1.1 204 Done\r\n\r\n")]]),
                client: follow, [.send(.make(method, "/first"))],
                expect: [
                    .status(204), .history([status]), .url("{origin}/next"), .requests(2),
                    .house(.style(.httpx, .line(1, "\(httpx) /next HTTP/1.1"))),
                    .house(.style(.aiohttp, .line(1, "\(aiohttp) /next HTTP/1.1"))),
                    .any(
                        [httpx, aiohttp, status == 303 ? "GET" : aiohttp].map { .line(1, "\($0) /next HTTP/1.1") }),
                ])
        }
        + [301, 302, 303].map { status in
            Case(
                "\(status) turns POST into GET without the body",
                why: "RFC 9110 section 15.4: the target expects no second POST",
                server: .replies([[.send(redirect(status, to: "/next"))], [.send(reply())]]), client: follow,
                [.send(.post("/first", .bytes("abc")))],
                expect: [
                    .line(1, "GET /next HTTP/1.1"), .sentBody(1, ""), .sent(1, "Content-Length", nil),
                    .sent(1, "Transfer-Encoding", nil),
                ])
        }
        + [307, 308].map { status in
            Case(
                "\(status) keeps POST and its body", why: "RFC 9110 section 15.4.8: otherwise the data is lost",
                server: .replies([[.send(redirect(status, to: "/next"))], [.send(reply())]]), client: follow,
                [.send(.post("/first", .bytes("abc")))],
                expect: [.line(1, "POST /next HTTP/1.1"), .sentBody(1, "abc"), .sent(1, "Content-Length", "3")])
        }
        + [
            Case(
                "a chunked body that can be replayed is sent again",
                why: "RFC 9110 section 15.4.8: otherwise the data is lost",
                server: .replies([[.send(redirect(307, to: "/next"))], [.send(reply())]]), client: follow,
                needs: [.replayedChunks], [.send(.post("/first", .chunks(["ab", "c"])))],
                expect: [.sentBody(1, "abc"), .status(200)]),
            Case(
                "a chunked body that cannot be replayed is an error",
                why: "RFC 9110 section 15.4.8: otherwise the data is lost",
                server: .replies([[.send(redirect(307, to: "/next"))], [.send(reply())]]), client: follow,
                [.send(.post("/first", .once(["ab", "c"])))], expect: [.fails(.bodyNotReplayable), .requests(1)]),
            Case(
                "a chunked body that cannot be replayed is no error if 303 drops it",
                why: "RFC 9110 section 15.4.4: the target gets no body",
                server: .replies([[.send(redirect(303, to: "/next"))], [.send(reply())]]), client: follow,
                [.send(.post("/first", .once(["ab", "c"])))], expect: [.status(200), .line(1, "GET /next HTTP/1.1")]),
        ]

    /// The target of the second request.
    private static let targets: [Case] =
        [
            ("sub/x?y=1", "/dir/sub/x?y=1"), ("../x", "/x"), ("/x/../y", "/y"), ("?q=1", "/dir/page?q=1"),
            ("//127.0.0.1:{port}/net", "/net"), ("{origin}/abs", "/abs"), ("/a b", "/a%20b"), ("/é", "/%C3%A9"),
            ("/x#frag", "/x"), ("./", "/dir/"),
        ].map { location, target in
            Case(
                "Location \(location) is resolved", why: "RFC 3986 section 5.2: otherwise the wrong page is requested",
                server: .replies([[.send(redirect(to: location))], [.send(reply())]]), client: follow,
                [.send(.get("/dir/page"))], expect: [.status(200), .line(1, "GET \(target) HTTP/1.1")])
        }
        + [300, 304, 305, 306].map { status in
            Case(
                "\(status) is not followed", why: "as in httpx and aiohttp; RFC 9110 section 15.4.5 for 304",
                server: .reply("HTTP/1.1 \(status) X\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n"), client: follow,
                needs: status == 304 ? [] : [.houseRules],
                expect: [.status(status), .header("Location", "/next"), .history([]), .requests(1)])
        }
        + ["ftp://127.0.0.1/x", "javascript:alert(1)", "file:///etc/passwd", "http://h:abc/"].map { location in
            Case(
                "a redirect to \(location) is not followed",
                why: "CVE-2009-0037: a server must not make the client read local files",
                server: .reply(redirect(to: location)), client: follow,
                expect: [
                    .any([.fails(.invalidRedirect, .invalidURL, .protocolViolation), .status(302)]), .requests(1),
                    .house(.fails(.invalidRedirect, .invalidURL, .protocolViolation)),
                ])
        }
        + [
            Case(
                "a redirect to a URL without a host: httpx keeps the host, aiohttp refuses",
                why: "RFC 9110 section 4.2.1: an empty host is invalid",
                server: .replies([[.send(redirect(to: "http:///x"))], [.send(reply())]]), client: follow,
                expect: [.style(.aiohttp, .fails(.invalidRedirect)), .style(.aiohttp, .requests(1))]),
            Case(
                "a redirect is returned if it is not to be followed",
                why: "RFC 9110 section 15.4: following is optional",
                server: .reply(redirect(to: "/next")),
                [
                    .send(.get()),
                    .send(
                        .get {
                            $0.followRedirects = true; $0.url = "/x"
                        }),
                ],
                expect: [.outcome(0, .status(302)), .outcome(0, .history([])), .outcome(1, .fails(.tooManyRedirects))]),
            Case(
                "a request overrides whether its client follows redirects",
                why: "as in httpx and aiohttp: some calls need the redirect itself",
                server: .reply(redirect(to: "/next")),
                client: follow,
                [.send(.get { $0.followRedirects = false })], expect: [.status(302), .requests(1)]),
            Case(
                "a redirect without Location is returned", why: "RFC 9110 section 15.4: there is nowhere to go",
                server: .reply(reply("302 Found")),
                client: follow,
                expect: [.status(302), .body("ok"), .requests(1)]),
            Case(
                "a redirect with an empty Location is returned", why: "RFC 3986 section 4.4: it refers to the same URL",
                server: .reply(redirect(to: "")),
                client: follow,
                expect: [.status(302), .requests(1)]),
            Case(
                "a chain of redirects uses one connection",
                why: "RFC 9112 section 9.3: every new connection takes time",
                server: .replies([
                    [.send(reply("302 F", ["Location: /2"], "small"))], [.send(redirect(301, to: "/3"))],
                    [.send(reply())],
                ]), client: follow, needs: [.houseRules], expect: [.history([302, 301]), .connections(1), .body("ok")]),
            Case(
                "a streaming request follows redirects as well",
                why: "as in httpx and aiohttp: streaming changes only how the body is read",
                server: .replies([[.send(reply("302 F", ["Location: /2"], "small"))], [.send(reply())]]),
                client: follow,
                [.stream(.get())], expect: [.history([302]), .house(.connections(1)), .body("ok"), .url("{origin}/2")]),
        ]

    private static let secretHeaders: Headers = [
        "Authorization": "Bearer t", "Cookie": "a=1", "Proxy-Authorization": "Basic x", "X-Plain": "p",
    ]

    /// Headers that the second request must not contain.
    private static let secrets = [
        Case(
            "secret headers are not sent to another origin",
            why: "CVE-2026-34518, CVE-2026-47265; RFC 9110 section 15.4: another server must not see them",
            server: .replies([[.send(redirect(to: "{other}/next"))], [.send(reply())]]), client: follow,
            [.send(.get { $0.headers = secretHeaders })],
            expect: [
                .status(200), .sent(1, "Authorization", nil), .sent(1, "Cookie", nil),
                .sent(1, "Proxy-Authorization", nil),
                .sent(1, "X-Plain", "p"), .sent(0, "Authorization", "Bearer t"), .sent(0, "Cookie", "a=1"),
            ]),
        Case(
            "secret headers are not sent to another host on the same port",
            why: "RFC 6454 section 5: the host is part of the origin",
            server: .replies([[.send(redirect(to: "{origin}/next"))], [.send(reply())]]), client: follow,
            [.send(.get("{host}/") { $0.headers = secretHeaders })],
            expect: [.status(200), .sent(1, "Authorization", nil), .sent(1, "Cookie", nil), .sent(1, "X-Plain", "p")]),
        Case(
            "Authorization is sent again within the origin",
            why: "as in httpx and aiohttp: otherwise the target refuses the request",
            server: .replies([[.send(redirect(to: "/next"))], [.send(reply())]]), client: follow,
            [.send(.get { $0.headers = ["Authorization": "Bearer t"] })],
            expect: [.sent(1, "Authorization", "Bearer t")]),
        Case(
            "credentials follow redirects only within the origin",
            why: "as in httpx and aiohttp: another server must not see them",
            server: .replies([[.send(redirect(to: "/next"))], [.send(redirect(to: "{other}/next"))], [.send(reply())]]),
            client: follow, [.send(.get { $0.credentials = ("u", "p") })],
            expect: [.sent(1, "Authorization", "Basic dTpw"), .sent(2, "Authorization", nil)]),
        Case(
            "secret headers are not restored when a redirect returns to the origin",
            why: "the other origin chose the URL",
            server: .replies([
                [.send(redirect(to: "{other}/x"))], [.send(redirect(to: "{origin}/back"))], [.send(reply())],
            ]),
            client: follow, [.send(.get { $0.headers = secretHeaders })],
            expect: [.sent(1, "Authorization", nil), .sent(2, "Authorization", nil), .sent(2, "Cookie", nil)]),
        Case(
            "cookies of a request are not sent to another origin",
            why: "CVE-2026-47265: another server must not see them",
            server: .replies([[.send(redirect(to: "{other}/next"))], [.send(reply())]]), client: follow,
            [.send(.get { $0.cookies = [("s", "1")] })], expect: [.sent(0, "Cookie", "s=1"), .sent(1, "Cookie", nil)]),
        Case(
            "a custom Host header is not sent to another origin",
            why: "RFC 9110 section 7.2: the other server would not recognize it",
            server: .replies([[.send(redirect(to: "{other}/next"))], [.send(reply())]]), client: follow,
            needs: [.houseRules],
            [.send(.get { $0.headers = ["Host": "example.org"] })],
            expect: [
                .that("the second request has the Host of the other origin") { seen in
                    seen.server.requests.count == 2
                        && seen.fill("{other}").hasSuffix(seen.server.requests[1].headers["Host"] ?? "?")
                }
            ]),
        Case(
            "credentials in Location: httpx ignores them, aiohttp sends them", why: "httpx and aiohttp differ",
            server: .replies([[.send(redirect(to: "http://u:p@127.0.0.1:{port}/next"))], [.send(reply())]]),
            client: follow,
            expect: [
                .line(1, "GET /next HTTP/1.1"), .style(.httpx, .sent(1, "Authorization", nil)),
                .style(.aiohttp, .sent(1, "Authorization", "Basic dTpw")),
            ]),
    ]

    private static let redirectLimits: [Case] =
        [0, 1, 3].map { maximum in
            Case(
                "a redirect loop ends after \(maximum) redirects",
                why: "RFC 9110 section 15.4; httpx and aiohttp limit it",
                server: .reply(redirect(to: "/loop")),
                client: {
                    $0.followRedirects = true
                    $0.maxRedirects = maximum
                }, expect: [.fails(.tooManyRedirects), .requests(maximum + 1)])
        } + [
            Case(
                "as many redirects as allowed are followed", why: "aiohttp is off by one",
                server: .replies([[.send(redirect(to: "/2"))], [.send(redirect(to: "/3"))], [.send(reply())]]),
                client: {
                    $0.followRedirects = true
                    $0.maxRedirects = 2
                }, expect: [.status(200), .history([302, 302])]),
            Case(
                "a redirect with a large body is followed", why: "the body is not worth reading",
                server: .replies([
                    [
                        .send("HTTP/1.1 302 F\r\nLocation: /2\r\nContent-Length: 8388608\r\n\r\n"),
                        .flood(Bytes(repeating: 1, count: 1 << 16), times: 128),
                    ],
                    [.send(reply())],
                ]), client: follow, [.send(.get()), .stream(.get("/1"))],
                expect: [.outcome(0, .status(200)), .outcome(0, .body("ok"))]),
            Case(
                "a streamed redirect with an endless body is followed", why: "the body is not worth reading",
                server: .replies([
                    [.send("HTTP/1.1 302 F\r\nLocation: /2\r\n\r\n"), .flood(Bytes(repeating: 1, count: 1 << 16))],
                    [.send(reply())],
                ]),
                client: follow, needs: [.streaming], [.stream(.get())], expect: [.status(200), .body("ok")]),
            Case(
                "a redirect whose body cannot be decoded is followed", why: "nobody reads that body",
                server: .replies([
                    [.send(reply("302 F", ["Location: /2", "Content-Encoding: gzip"], "no gzip"))], [.send(reply())],
                ]),
                client: follow, needs: [.houseRules], expect: [.status(200), .body("ok")]),
        ]
}
