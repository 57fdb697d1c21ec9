import Fetch
import HTTPValues

extension Suite {
    static let requestLine = group(
        "request line",
        [
            Case(
                "a URL without a path requests /", why: "RFC 9112 section 3.2.1: an empty target is invalid",
                server: .reply(reply()),
                [.send(.get("{origin}"))],
                expect: [.status(200), .line(0, "GET / HTTP/1.1"), .sent(0, "Host", "127.0.0.1:{port}")]),
            Case(
                "Host is the first header", why: "RFC 9110 section 7.2: servers route by it", server: .reply(reply()),
                expect: [
                    .that("Host is the first header") { $0.server.requests.first?.headers.fields.first?.name == "Host" }
                ]),
            Case(
                "a custom Host header replaces the default", why: "RFC 9110 section 7.2: servers refuse two",
                server: .reply(reply()),
                [.send(.get { $0.headers = ["Host": "example.org"] })],
                expect: [.sentLines(0, "Host", ["example.org"])]),
            Case(
                "the fragment is not sent, and spaces are escaped",
                why: "RFC 9110 section 7.1: a space would end the target",
                server: .reply(reply()),
                needs: [.typedURLs], [.send(.get("/a b?x=1#frag"))], expect: [.line(0, "GET /a%20b?x=1 HTTP/1.1")]),
            Case(
                "dot segments in a path are resolved", why: "RFC 3986 section 6.2.2.3: servers may refuse them",
                server: .reply(reply()),
                needs: [.typedURLs], [.send(.get("/a/./b/../c"))], expect: [.line(0, "GET /a/c HTTP/1.1")]),
            Case(
                "a path cannot go above the root", why: "RFC 3986 section 5.2.4: servers may refuse it",
                server: .reply(reply()),
                needs: [.typedURLs], [.send(.get("/../../x"))], expect: [.line(0, "GET /x HTTP/1.1")]),
            Case(
                "an escaped slash stays escaped", why: "RFC 3986 section 2.2: decoding it would change the path",
                server: .reply(reply()),
                [.send(.get("/a%2Fb"))], expect: [.line(0, "GET /a%2Fb HTTP/1.1")]),
            Case(
                "an invalid escape is kept by httpx and escaped by aiohttp",
                why: "RFC 3986 section 2.1: it is neither valid nor clear what was meant",
                server: .reply(reply()), needs: [.houseRules], [.send(.get("/%zz"))],
                expect: [
                    .style(.httpx, .line(0, "GET /%zz HTTP/1.1")), .style(.aiohttp, .line(0, "GET /%25zz HTTP/1.1")),
                ]),
            Case(
                "non-ASCII letters are escaped as UTF-8", why: "RFC 3987 section 3.1: a target is ASCII",
                server: .reply(reply()),
                needs: [.typedURLs], [.send(.get("/é?é=ü"))], expect: [.line(0, "GET /%C3%A9?%C3%A9=%C3%BC HTTP/1.1")]),
            Case(
                "an empty query keeps its question mark",
                why: "RFC 3986 section 6.2.3: without it, the URL is another one", server: .reply(reply()),
                [.send(.get("/a?"))], expect: [.line(0, "GET /a? HTTP/1.1")]),
            Case(
                "a query keeps its escapes", why: "RFC 3986 section 2.4: escaping twice would change the values",
                server: .reply(reply()),
                [.send(.get("/?a=%20&b=%2B&c=+"))], expect: [.line(0, "GET /?a=%20&b=%2B&c=+ HTTP/1.1")]),
            Case(
                "a long target is sent complete", why: "RFC 9112 section 3: queries can be long",
                server: .reply(reply()),
                [.send(.get("/" + String(repeating: "x", count: 8000)))],
                expect: [.line(0, "GET /" + String(repeating: "x", count: 8000) + " HTTP/1.1")]),
            Case(
                "a line break in a URL injects nothing", why: "CVE-2019-9740: CRLF in a URL", server: .reply(reply()),
                [.send(.get("/a\r\nX-Evil: 1"))],
                expect: [
                    .any([
                        .fails(.invalidURL),
                        .that("no X-Evil header is sent") {
                            $0.server.requests.allSatisfy { $0.headers["X-Evil"] == nil }
                        },
                    ])
                ]),
            Case(
                "credentials in a URL are sent as Basic authentication",
                why: "RFC 7617; they must not appear in the target",
                server: .reply(reply()), needs: [.credentialsInURL],
                [.send(.get("http://us%20er:p%40ss@127.0.0.1:{port}/x"))],
                expect: [
                    .line(0, "GET /x HTTP/1.1"), .sent(0, "Authorization", "Basic dXMgZXI6cEBzcw=="),
                    .style(.httpx, .url("http://us%20er:[secure]@127.0.0.1:{port}/x")),
                    .style(.aiohttp, .url("{origin}/x")),
                ]),
            Case(
                "credentials are sent as Basic authentication in UTF-8",
                why: "RFC 7617 section 2.1: another encoding would change the password", server: .reply(reply()),
                [.send(.get { $0.credentials = ("usér", "pa:ss") })],
                expect: [.sent(0, "Authorization", "Basic dXPDqXI6cGE6c3M=")]),
            Case(
                "a URL without scheme or host, or with an unknown scheme, is refused",
                why: "RFC 9110 section 4.2: there is no server to send it to",
                server: .reply(reply()),
                [.send(.get("ftp://127.0.0.1/")), .send(.get("example.org/")), .send(.get("http:///x"))],
                expect: [.each(.fails(.invalidURL)), .connections(0)]),
            Case(
                "an invalid port is refused", why: "RFC 3986 section 3.2.3: there is no server to send it to",
                server: .reply(reply()),
                [.send(.get("http://127.0.0.1:99999/")), .send(.get("http://127.0.0.1:x/"))],
                expect: [.each(.fails(.invalidURL)), .connections(0)]),
        ] + methods)

    private static let methods: [Case] =
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY", "PROPFIND"].map { method in
            Case(
                "\(method) is sent unchanged", why: "RFC 9110 section 9: another method would have another effect",
                server: .reply("HTTP/1.1 204 Gone\r\n\r\n"),
                [.send(.make(method, "/m"))], expect: [.status(204), .line(0, "\(method) /m HTTP/1.1")])
        } + [
            Case(
                "a lowercase method is sent in uppercase", why: "as in httpx and aiohttp: methods are case-sensitive",
                server: .reply(reply()),
                needs: [.houseRules], [.send(.make("purge"))], expect: [.line(0, "PURGE / HTTP/1.1")]),
            Case(
                "a method that is not a token is refused",
                why: "RFC 9110 section 9.1; CVE-2023-49082: request splitting",
                server: .reply(reply()),
                [.send(.make("BAD METHOD")), .send(.make("GET\r\nX: 1")), .send(.make(""))],
                expect: [
                    .house(.each(.fails(.invalidRequest))), .house(.connections(0)),
                    .that("every request line has a method and a target") { seen in
                        seen.server.requests.allSatisfy { $0.method.isToken && $0.line == "\($0.method) / HTTP/1.1" }
                    },
                ]),
            Case(
                "POST, PUT and PATCH without a body send Content-Length: 0",
                why: "RFC 9110 section 8.6: some servers require it", server: .reply(reply()),
                [.send(.make("POST")), .send(.make("PUT")), .send(.make("PATCH"))],
                expect: [
                    .sent(0, "Content-Length", "0"), .sent(1, "Content-Length", "0"), .sent(2, "Content-Length", "0"),
                ]),
            Case(
                "GET without a body sends no Content-Length", why: "RFC 9110 section 8.6: no body is expected",
                server: .reply(reply()),
                expect: [.sent(0, "Content-Length", nil), .sent(0, "Transfer-Encoding", nil)]),
            Case(
                "without a body, OPTIONS sends no Content-Length, and DELETE only in the style of aiohttp",
                why: "RFC 9110 section 8.6: no body is expected", server: .reply(reply()), needs: [.houseRules],
                [.send(.make("OPTIONS")), .send(.make("DELETE"))],
                expect: [
                    .sent(0, "Content-Length", nil), .style(.httpx, .sent(1, "Content-Length", nil)),
                    .style(.aiohttp, .sent(1, "Content-Length", "0")),
                ]),
        ]

    static let parameters = group(
        "parameters",
        [
            Case(
                "parameters are sent as a query", why: "as in httpx and aiohttp: a space becomes a plus",
                server: .reply(reply()),
                [.send(.get { $0.parameters = [("q", "a b"), ("n", "1")] })],
                expect: [.line(0, "GET /?q=a+b&n=1 HTTP/1.1")]),
            Case(
                "a parameter given twice is sent twice", why: "httpx groups equal names, aiohttp keeps the order",
                server: .reply(reply()),
                [.send(.get { $0.parameters = [("a", "1"), ("b", "2"), ("a", "3")] })],
                expect: [
                    .style(.httpx, .line(0, "GET /?a=1&a=3&b=2 HTTP/1.1")),
                    .style(.aiohttp, .line(0, "GET /?a=1&b=2&a=3 HTTP/1.1")),
                ]),
            Case(
                "parameters replace the query of the URL in httpx and extend it in aiohttp", why: "encode/httpx#3433",
                server: .reply(reply()),
                [.send(.get("/?z=9") { $0.parameters = [("q", "1")] })],
                expect: [
                    .style(.httpx, .line(0, "GET /?q=1 HTTP/1.1")),
                    .style(.aiohttp, .line(0, "GET /?z=9&q=1 HTTP/1.1")),
                ]),
            Case(
                "separators inside parameters are escaped",
                why: "WHATWG URL, form encoding: otherwise they add parameters",
                server: .reply(reply()),
                [.send(.get { $0.parameters = [("a&b", "c=d#e&f")] })],
                expect: [
                    .style(.httpx, .line(0, "GET /?a%26b=c%3Dd%23e%26f HTTP/1.1")),
                    .style(.aiohttp, .line(0, "GET /?a%26b=c%3Dd%23e%26f HTTP/1.1")),
                ]),
            Case(
                "parameters are not added to the target of a redirect",
                why: "RFC 9110 section 10.2.2: Location is the complete target",
                server: .replies([[.send(redirect(to: "/next"))], [.send(reply())]]),
                client: { $0.followRedirects = true }, [.send(.get { $0.parameters = [("q", "1")] })],
                expect: [.line(1, "GET /next HTTP/1.1")]),
        ])
}
