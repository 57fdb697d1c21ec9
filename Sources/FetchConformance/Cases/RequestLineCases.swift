import Fetch
import HTTPValues

extension Suite {
    static let requestLine = group(
        "request line",
        [
            Case(
                "an origin alone asks for /", why: "RFC 9112 section 3.2.1", server: .reply(reply()),
                [.send(.get("{origin}"))],
                expect: [.status(200), .line(0, "GET / HTTP/1.1"), .sent(0, "Host", "127.0.0.1:{port}")]),
            Case(
                "Host stands first", why: "RFC 9110 section 7.2", server: .reply(reply()),
                expect: [.that("Host is first") { $0.server.requests.first?.headers.fields.first?.name == "Host" }]),
            Case(
                "a Host of the user's is sent, once", why: "RFC 9110 section 7.2", server: .reply(reply()),
                [.send(.get { $0.headers = ["Host": "example.org"] })],
                expect: [.sentLines(0, "Host", ["example.org"])]),
            Case(
                "the fragment stays at home, the space is escaped", why: "RFC 9110 section 7.1",
                server: .reply(reply()),
                needs: [.typedURLs], [.send(.get("/a b?x=1#frag"))], expect: [.line(0, "GET /a%20b?x=1 HTTP/1.1")]),
            Case(
                "dots in a path are resolved", why: "RFC 3986 section 6.2.2.3", server: .reply(reply()),
                needs: [.typedURLs], [.send(.get("/a/./b/../c"))], expect: [.line(0, "GET /a/c HTTP/1.1")]),
            Case(
                "a path above the root stops there", why: "RFC 3986 section 5.2.4", server: .reply(reply()),
                needs: [.typedURLs], [.send(.get("/../../x"))], expect: [.line(0, "GET /x HTTP/1.1")]),
            Case(
                "an escaped slash stays escaped", why: "RFC 3986 section 2.2", server: .reply(reply()),
                [.send(.get("/a%2Fb"))], expect: [.line(0, "GET /a%2Fb HTTP/1.1")]),
            Case(
                "what is no escape is kept by httpx and escaped by yarl", why: "RFC 3986 section 2.1",
                server: .reply(reply()), needs: [.houseRules], [.send(.get("/%zz"))],
                expect: [
                    .style(.httpx, .line(0, "GET /%zz HTTP/1.1")), .style(.aiohttp, .line(0, "GET /%25zz HTTP/1.1")),
                ]),
            Case(
                "letters beyond ASCII are escaped as UTF-8", why: "RFC 3987 section 3.1", server: .reply(reply()),
                needs: [.typedURLs], [.send(.get("/é?é=ü"))], expect: [.line(0, "GET /%C3%A9?%C3%A9=%C3%BC HTTP/1.1")]),
            Case(
                "an empty query keeps its question mark", why: "RFC 3986 section 6.2.3", server: .reply(reply()),
                [.send(.get("/a?"))], expect: [.line(0, "GET /a? HTTP/1.1")]),
            Case(
                "a query is sent as it was escaped", why: "RFC 3986 section 2.4", server: .reply(reply()),
                [.send(.get("/?a=%20&b=%2B&c=+"))], expect: [.line(0, "GET /?a=%20&b=%2B&c=+ HTTP/1.1")]),
            Case(
                "a long target arrives whole", why: "RFC 9112 section 3", server: .reply(reply()),
                [.send(.get("/" + String(repeating: "x", count: 8000)))],
                expect: [.line(0, "GET /" + String(repeating: "x", count: 8000) + " HTTP/1.1")]),
            Case(
                "a line end in a URL injects nothing", why: "CVE-2019-9740: CRLF in a URL", server: .reply(reply()),
                [.send(.get("/a\r\nX-Evil: 1"))],
                expect: [
                    .any([
                        .fails(.invalidURL),
                        .that("no X-Evil") { $0.server.requests.allSatisfy { $0.headers["X-Evil"] == nil } },
                    ])
                ]),
            Case(
                "a name and a password in the URL become Basic", why: "RFC 7617; they never leave in the target",
                server: .reply(reply()), needs: [.credentialsInURL],
                [.send(.get("http://us%20er:p%40ss@127.0.0.1:{port}/x"))],
                expect: [
                    .line(0, "GET /x HTTP/1.1"), .sent(0, "Authorization", "Basic dXMgZXI6cEBzcw=="),
                    .style(.httpx, .url("http://us%20er:[secure]@127.0.0.1:{port}/x")),
                    .style(.aiohttp, .url("{origin}/x")),
                ]),
            Case(
                "credentials become Basic in UTF-8", why: "RFC 7617 section 2.1", server: .reply(reply()),
                [.send(.get { $0.credentials = ("usér", "pa:ss") })],
                expect: [.sent(0, "Authorization", "Basic dXPDqXI6cGE6c3M=")]),
            Case(
                "no scheme, no host, a strange scheme: nothing is asked", why: "RFC 9110 section 4.2",
                server: .reply(reply()),
                [.send(.get("ftp://127.0.0.1/")), .send(.get("example.org/")), .send(.get("http:///x"))],
                expect: [.each(.fails(.invalidURL)), .connections(0)]),
            Case(
                "a port that is none is refused", why: "RFC 3986 section 3.2.3", server: .reply(reply()),
                [.send(.get("http://127.0.0.1:99999/")), .send(.get("http://127.0.0.1:x/"))],
                expect: [.each(.fails(.invalidURL)), .connections(0)]),
        ] + methods)

    private static let methods: [Case] =
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY", "PROPFIND"].map { method in
            Case(
                "\(method) is sent as such", why: "RFC 9110 section 9", server: .reply("HTTP/1.1 204 Gone\r\n\r\n"),
                [.send(.make(method, "/m"))], expect: [.status(204), .line(0, "\(method) /m HTTP/1.1")])
        } + [
            Case(
                "a method in small letters is sent in capitals", why: "both originals", server: .reply(reply()),
                needs: [.houseRules], [.send(.make("purge"))], expect: [.line(0, "PURGE / HTTP/1.1")]),
            Case(
                "a method that is no token is refused", why: "RFC 9110 section 9.1; CVE-2023-49082",
                server: .reply(reply()),
                [.send(.make("BAD METHOD")), .send(.make("GET\r\nX: 1")), .send(.make(""))],
                expect: [
                    .house(.each(.fails(.invalidRequest))), .house(.connections(0)),
                    .that("every request line has a method and a target") { seen in
                        seen.server.requests.allSatisfy { $0.method.isToken && $0.line == "\($0.method) / HTTP/1.1" }
                    },
                ]),
            Case(
                "POST, PUT and PATCH without a body say so", why: "RFC 9110 section 8.6", server: .reply(reply()),
                [.send(.make("POST")), .send(.make("PUT")), .send(.make("PATCH"))],
                expect: [
                    .sent(0, "Content-Length", "0"), .sent(1, "Content-Length", "0"), .sent(2, "Content-Length", "0"),
                ]),
            Case(
                "GET without a body says nothing of it", why: "RFC 9110 section 8.6", server: .reply(reply()),
                expect: [.sent(0, "Content-Length", nil), .sent(0, "Transfer-Encoding", nil)]),
            Case(
                "OPTIONS without a body says nothing of it, DELETE in the style of aiohttp does",
                why: "RFC 9110 section 8.6", server: .reply(reply()), needs: [.houseRules],
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
                "parameters become a query", why: "both originals: a space is a plus", server: .reply(reply()),
                [.send(.get { $0.parameters = [("q", "a b"), ("n", "1")] })],
                expect: [.line(0, "GET /?q=a+b&n=1 HTTP/1.1")]),
            Case(
                "a name that comes twice is sent twice", why: "httpx groups, aiohttp keeps the order",
                server: .reply(reply()),
                [.send(.get { $0.parameters = [("a", "1"), ("b", "2"), ("a", "3")] })],
                expect: [
                    .style(.httpx, .line(0, "GET /?a=1&a=3&b=2 HTTP/1.1")),
                    .style(.aiohttp, .line(0, "GET /?a=1&b=2&a=3 HTTP/1.1")),
                ]),
            Case(
                "parameters and a query: httpx replaces, aiohttp adds", why: "encode/httpx#3433",
                server: .reply(reply()),
                [.send(.get("/?z=9") { $0.parameters = [("q", "1")] })],
                expect: [
                    .style(.httpx, .line(0, "GET /?q=1 HTTP/1.1")),
                    .style(.aiohttp, .line(0, "GET /?z=9&q=1 HTTP/1.1")),
                ]),
            Case(
                "what separates parameters is escaped inside them", why: "WHATWG URL, form encoding",
                server: .reply(reply()),
                [.send(.get { $0.parameters = [("a&b", "c=d#e&f")] })],
                expect: [
                    .style(.httpx, .line(0, "GET /?a%26b=c%3Dd%23e%26f HTTP/1.1")),
                    .style(.aiohttp, .line(0, "GET /?a%26b=c%3Dd%23e%26f HTTP/1.1")),
                ]),
            Case(
                "parameters are not put on the target of a redirect", why: "RFC 9110 section 10.2.2",
                server: .replies([[.send(redirect(to: "/next"))], [.send(reply())]]),
                client: { $0.followRedirects = true }, [.send(.get { $0.parameters = [("q", "1")] })],
                expect: [.line(1, "GET /next HTTP/1.1")]),
        ])
}
