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
                "\(status) after \(method)", why: "RFC 9110 section 15.4",
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
                "\(status) after POST is a GET without the body", why: "RFC 9110 section 15.4",
                server: .replies([[.send(redirect(status, to: "/next"))], [.send(reply())]]), client: follow,
                [.send(.post("/first", .bytes("abc")))],
                expect: [
                    .line(1, "GET /next HTTP/1.1"), .sentBody(1, ""), .sent(1, "Content-Length", nil),
                    .sent(1, "Transfer-Encoding", nil),
                ])
        }
        + [307, 308].map { status in
            Case(
                "\(status) after POST is a POST with the body", why: "RFC 9110 section 15.4.8",
                server: .replies([[.send(redirect(status, to: "/next"))], [.send(reply())]]), client: follow,
                [.send(.post("/first", .bytes("abc")))],
                expect: [.line(1, "POST /next HTTP/1.1"), .sentBody(1, "abc"), .sent(1, "Content-Length", "3")])
        }
        + [
            Case(
                "chunks that can be read again are sent again", why: "RFC 9110 section 15.4.8",
                server: .replies([[.send(redirect(307, to: "/next"))], [.send(reply())]]), client: follow,
                needs: [.replayedChunks], [.send(.post("/first", .chunks(["ab", "c"])))],
                expect: [.sentBody(1, "abc"), .status(200)]),
            Case(
                "chunks that cannot be read again are an error", why: "RFC 9110 section 15.4.8",
                server: .replies([[.send(redirect(307, to: "/next"))], [.send(reply())]]), client: follow,
                [.send(.post("/first", .once(["ab", "c"])))], expect: [.fails(.bodyNotReplayable), .requests(1)]),
            Case(
                "chunks that cannot be read again need not be when the body is dropped", why: "RFC 9110 section 15.4.4",
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
                "Location \(location)", why: "RFC 3986 section 5.2",
                server: .replies([[.send(redirect(to: location))], [.send(reply())]]), client: follow,
                [.send(.get("/dir/page"))], expect: [.status(200), .line(1, "GET \(target) HTTP/1.1")])
        }
        + [300, 304, 305, 306].map { status in
            Case(
                "\(status) is not followed", why: "both originals; RFC 9110 section 15.4.5 for 304",
                server: .reply("HTTP/1.1 \(status) X\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n"), client: follow,
                needs: status == 304 ? [] : [.houseRules],
                expect: [.status(status), .header("Location", "/next"), .history([]), .requests(1)])
        }
        + ["ftp://127.0.0.1/x", "javascript:alert(1)", "file:///etc/passwd", "http://h:abc/"].map { location in
            Case(
                "a redirect to \(location) is not followed", why: "CVE-2009-0037",
                server: .reply(redirect(to: location)), client: follow,
                expect: [
                    .any([.fails(.invalidRedirect, .invalidURL, .protocolViolation), .status(302)]), .requests(1),
                    .house(.fails(.invalidRedirect, .invalidURL, .protocolViolation)),
                ])
        }
        + [
            Case(
                "a redirect to a URL without a host: httpx stays with the host, aiohttp refuses",
                why: "RFC 9110 section 4.2.1",
                server: .replies([[.send(redirect(to: "http:///x"))], [.send(reply())]]), client: follow,
                expect: [.style(.aiohttp, .fails(.invalidRedirect)), .style(.aiohttp, .requests(1))]),
            Case(
                "a redirect is given back when it is not to be followed", why: "RFC 9110 section 15.4",
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
                "a request decides against its client", why: "both originals", server: .reply(redirect(to: "/next")),
                client: follow,
                [.send(.get { $0.followRedirects = false })], expect: [.status(302), .requests(1)]),
            Case(
                "without a Location it is given back", why: "RFC 9110 section 15.4", server: .reply(reply("302 Found")),
                client: follow,
                expect: [.status(302), .body("ok"), .requests(1)]),
            Case(
                "with an empty Location it is given back", why: "RFC 3986 section 4.4",
                server: .reply(redirect(to: "")),
                client: follow,
                expect: [.status(302), .requests(1)]),
            Case(
                "a chain goes over one connection", why: "RFC 9112 section 9.3",
                server: .replies([
                    [.send(reply("302 F", ["Location: /2"], "small"))], [.send(redirect(301, to: "/3"))],
                    [.send(reply())],
                ]), client: follow, needs: [.houseRules], expect: [.history([302, 301]), .connections(1), .body("ok")]),
            Case(
                "a streamed response follows too", why: "both originals",
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
            "secrets do not leave the origin", why: "CVE-2026-34518, CVE-2026-47265; RFC 9110 section 15.4",
            server: .replies([[.send(redirect(to: "{other}/next"))], [.send(reply())]]), client: follow,
            [.send(.get { $0.headers = secretHeaders })],
            expect: [
                .status(200), .sent(1, "Authorization", nil), .sent(1, "Cookie", nil),
                .sent(1, "Proxy-Authorization", nil),
                .sent(1, "X-Plain", "p"), .sent(0, "Authorization", "Bearer t"), .sent(0, "Cookie", "a=1"),
            ]),
        Case(
            "secrets do not go to another name on the same port", why: "RFC 6454 section 5: the host counts too",
            server: .replies([[.send(redirect(to: "{origin}/next"))], [.send(reply())]]), client: follow,
            [.send(.get("{host}/") { $0.headers = secretHeaders })],
            expect: [.status(200), .sent(1, "Authorization", nil), .sent(1, "Cookie", nil), .sent(1, "X-Plain", "p")]),
        Case(
            "Authorization stays within the origin", why: "both originals",
            server: .replies([[.send(redirect(to: "/next"))], [.send(reply())]]), client: follow,
            [.send(.get { $0.headers = ["Authorization": "Bearer t"] })],
            expect: [.sent(1, "Authorization", "Bearer t")]),
        Case(
            "credentials stay within the origin", why: "both originals",
            server: .replies([[.send(redirect(to: "/next"))], [.send(redirect(to: "{other}/next"))], [.send(reply())]]),
            client: follow, [.send(.get { $0.credentials = ("u", "p") })],
            expect: [.sent(1, "Authorization", "Basic dTpw"), .sent(2, "Authorization", nil)]),
        Case(
            "secrets do not come back to the origin either", why: "a round trip must not restore them",
            server: .replies([
                [.send(redirect(to: "{other}/x"))], [.send(redirect(to: "{origin}/back"))], [.send(reply())],
            ]),
            client: follow, [.send(.get { $0.headers = secretHeaders })],
            expect: [.sent(1, "Authorization", nil), .sent(2, "Authorization", nil), .sent(2, "Cookie", nil)]),
        Case(
            "cookies of one request do not leave the origin", why: "CVE-2026-47265",
            server: .replies([[.send(redirect(to: "{other}/next"))], [.send(reply())]]), client: follow,
            [.send(.get { $0.cookies = [("s", "1")] })], expect: [.sent(0, "Cookie", "s=1"), .sent(1, "Cookie", nil)]),
        Case(
            "a Host of the user's does not leave the origin", why: "RFC 9110 section 7.2",
            server: .replies([[.send(redirect(to: "{other}/next"))], [.send(reply())]]), client: follow,
            needs: [.houseRules],
            [.send(.get { $0.headers = ["Host": "example.org"] })],
            expect: [
                .that("Host is that of the other origin") { seen in
                    seen.server.requests.count == 2
                        && seen.fill("{other}").hasSuffix(seen.server.requests[1].headers["Host"] ?? "?")
                }
            ]),
        Case(
            "a name and password in Location", why: "httpx ignores them, aiohttp sends them",
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
                "a loop ends after \(maximum) redirects", why: "RFC 9110 section 15.4; both originals bound it",
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
                "a redirect with a large body is followed", why: "it is not worth reading",
                server: .replies([
                    [
                        .send("HTTP/1.1 302 F\r\nLocation: /2\r\nContent-Length: 8388608\r\n\r\n"),
                        .flood(Bytes(repeating: 1, count: 1 << 16), times: 128),
                    ],
                    [.send(reply())],
                ]), client: follow, [.send(.get()), .stream(.get("/1"))],
                expect: [.outcome(0, .status(200)), .outcome(0, .body("ok"))]),
            Case(
                "a streamed redirect whose body never ends is followed", why: "it is not worth reading",
                server: .replies([
                    [.send("HTTP/1.1 302 F\r\nLocation: /2\r\n\r\n"), .flood(Bytes(repeating: 1, count: 1 << 16))],
                    [.send(reply())],
                ]),
                client: follow, needs: [.streaming], [.stream(.get())], expect: [.status(200), .body("ok")]),
            Case(
                "a redirect with a body in a broken coding is followed", why: "nobody asked for that body",
                server: .replies([
                    [.send(reply("302 F", ["Location: /2", "Content-Encoding: gzip"], "no gzip"))], [.send(reply())],
                ]),
                client: follow, needs: [.houseRules], expect: [.status(200), .body("ok")]),
        ]
}
