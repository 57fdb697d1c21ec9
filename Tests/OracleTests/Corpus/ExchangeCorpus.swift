import Fetch
import HTTPValues

extension Corpus {
    private static let ok = Spec.Stage.replies([.ok("200 OK", [], "ok")])

    private static func login(_ username: String, _ password: String) -> JSON {
        ["type": "basic", "username": .string(username), "password": .string(password)]
    }

    static let authentication: [Spec] =
        [
            ("u", "p"), ("u", ""), ("", "p"), ("user name", "pass:word"), ("u", "p@ss/word"),
            (String(repeating: "u", count: 100), "p"),
        ].map {
            Spec(.authentication, "login \($0.0) \($0.1)", ok, [line("GET", "{origin}/", ("auth", login($0.0, $0.1)))])
        }
        + ["u:p", "u", "u:", "us%20er:p%40ss", "u%3Ax:y"].map {
            Spec(.authentication, "\($0) in the URL", ok, [line("GET", "http://\($0)@127.0.0.1:{port}/x")])
        }
        + [
            Spec(
                .authentication, "login and field", ok,
                [line("GET", "{origin}/", ("auth", login("u", "p")), ("headers", [["Authorization", "Bearer t"]]))]),
            Spec(
                .authentication, "field in the URL's place", ok,
                [line("GET", "{origin}/", ("headers", [["authorization", "Bearer t"]]))]),
            Spec(
                .authentication, "URL and field", ok,
                [line("GET", "http://u:p@127.0.0.1:{port}/", ("headers", [["Authorization", "Bearer t"]]))]),
            Spec(
                .authentication, "URL and login", ok,
                [line("GET", "http://a:b@127.0.0.1:{port}/", ("auth", login("u", "p")))]),
            Spec(
                .authentication, "401", .replies([.ok("401 No", ["WWW-Authenticate: Basic realm=\"x\""], "no")]),
                [line("GET", "{origin}/", ("auth", login("u", "p")))]),
            Spec(
                .authentication, "right login of a service", .service,
                [line("GET", "{origin}/basic-auth/u/p", ("auth", login("u", "p")))]),
            Spec(
                .authentication, "wrong login of a service", .service,
                [line("GET", "{origin}/basic-auth/u/p", ("auth", login("u", "x")))]),
            Spec(
                .authentication, "bearer of a service", .service,
                [line("GET", "{origin}/bearer", ("headers", [["Authorization", "Bearer t"]]))]),
        ]

    static let failures: [Spec] =
        [0.3, 1.0].map { limit in
            Spec(
                .failures, "no answer within \(limit) s", .replies([Reply([], "", then: .stall)]),
                [line("GET", "{origin}/", ("timeout", .number(limit)))])
        }
        + [
            ("no end of the body", Reply(["HTTP/1.1 200 OK", "Content-Length: 10"], "abc", then: .stall)),
            (
                "no end of the chunks",
                Reply(["HTTP/1.1 200 OK", "Transfer-Encoding: chunked"], "2\r\nok\r\n", then: .stall)
            ),
            ("no end of the head", Reply([], "HTTP/1.1 200 OK\r\nX: y\r\n", then: .stall)),
        ].flatMap { name, reply in
            [
                Spec(.failures, name, .replies([reply]), [line("GET", "{origin}/", ("timeout", 0.4))]),
                Spec(
                    .failures, "\(name), read limit", .replies([reply]),
                    [line("GET", "{origin}/", ("timeout", ["read": 0.4]))]),
                Spec(
                    .failures, "\(name), streamed", .replies([reply]),
                    [line("GET", "{origin}/", ("timeout", 0.4), ("response", "stream"))]),
            ]
        }
        + [
            Spec(.failures, "refused", .none, [line("GET", "http://127.0.0.1:1/")]),
            Spec(.failures, "refused, POST", .none, [line("POST", "http://127.0.0.1:1/", ("content", "x"))]),
            Spec(.failures, "name that does not exist", .none, [line("GET", "http://name.invalid/")]),
            Spec(.failures, "TLS asked of a plain server", ok, [line("GET", "https://127.0.0.1:{port}/")]),
            Spec(
                .failures, "POST without an answer", .replies([Reply([], "", then: .close)]),
                [line("POST", "{origin}/", ("content", "x"))]),
            Spec(.failures, "delay within the limit", .service, [line("GET", "{origin}/delay/0.1", ("timeout", 5.0))]),
            Spec(.failures, "delay beyond the limit", .service, [line("GET", "{origin}/delay/2", ("timeout", 0.3))]),
            Spec(
                .failures, "delay beyond the read limit", .service,
                [line("GET", "{origin}/delay/2", ("timeout", ["read": 0.3]))]),
            Spec(
                .failures, "usable after a failure", .replies([Reply([], "", then: .stall), .ok("200 OK", [], "ok")]),
                [
                    line("GET", "{origin}/1", ("session", "s"), ("timeout", 0.3)),
                    line("GET", "{origin}/2", ("session", "s")),
                ]),
        ]

    static let proxies: [Spec] =
        ["http://example.test/x?y=1", "http://example.test", "http://example.test:81/", "http://u:p@example.test/"]
        .flatMap { url in
            ["{origin}", "http://pu:pp@127.0.0.1:{port}"].map { proxy in
                Spec(.proxies, "\(url) through \(proxy)", ok, [line("GET", url, ("proxy", .string(proxy)))])
            }
        }
        + [
            Spec(.proxies, "POST", ok, [line("POST", "http://example.test/", ("proxy", "{origin}"), ("content", "x"))]),
            Spec(.proxies, "refused", .none, [line("GET", "http://example.test/", ("proxy", "http://127.0.0.1:1"))]),
            Spec(
                .proxies, "tunnel refused with 403", .replies([.ok("403 Nope")]),
                [line("GET", "https://example.test/", ("proxy", "{origin}"))]),
            Spec(
                .proxies, "tunnel refused with 407", .replies([.ok("407 Login")]),
                [line("GET", "https://example.test/", ("proxy", "{origin}"))]),
            Spec(
                .proxies, "407 to a plain request", .replies([.ok("407 Login", [], "no")]),
                [line("GET", "http://example.test/", ("proxy", "{origin}"))]),
        ]

    static let secure: [Spec] = [
        Spec(.secure, "trusted", .secureService, [line("GET", "{origin}/get", ("verify", "{authority}"))]),
        Spec(.secure, "not trusted", .secureService, [line("GET", "{origin}/get")]),
        Spec(.secure, "not verified", .secureService, [line("GET", "{origin}/get", ("verify", false))]),
        Spec(
            .secure, "POST", .secureService,
            [line("POST", "{origin}/post", ("verify", "{authority}"), ("json", ["a": 1]))]),
        Spec(
            .secure, "HTTP/2", .secureService,
            [line("GET", "{origin}/get", ("verify", "{authority}"), ("http2", true))], for: .httpx),
        Spec(
            .secure, "HTTP/2 POST", .secureService,
            [line("POST", "{origin}/post", ("verify", "{authority}"), ("http2", true), ("content", "x"))], for: .httpx),
        Spec(
            .secure, "HTTP/2 stream", .secureService,
            [line("GET", "{origin}/stream/3", ("verify", "{authority}"), ("http2", true), ("response", "lines"))],
            for: .httpx),
        Spec(
            .secure, "HTTP/2 fields", .secureService,
            [
                line(
                    "GET", "{origin}/headers", ("verify", "{authority}"), ("http2", true),
                    ("headers", [["X-A", "1"], ["X-A", "2"]]))
            ], for: .httpx),
        Spec(
            .secure, "redirect within TLS", .secureService,
            [line("GET", "{origin}/redirect/2", ("verify", "{authority}"), ("follow_redirects", true))]),
    ]

    static let service: [Spec] =
        [
            line("GET", "{origin}/get"), line("GET", "{origin}/get?a=1&a=2&b="),
            line("POST", "{origin}/post", ("form", [["a", "1"], ["b", "2"]])),
            line("POST", "{origin}/post", ("json", ["x": [1, 2]])), line("PUT", "{origin}/put", ("content", "text")),
            line("PATCH", "{origin}/patch", ("content", "x")),
            line("DELETE", "{origin}/delete"), line("POST", "{origin}/get"), line("GET", "{origin}/post"),
            line("GET", "{origin}/anything/a%20b?c=d"),
            line("OPTIONS", "{origin}/anything"), line("POST", "{origin}/echo", ("content", "hello")),
            line("GET", "{origin}/headers", ("headers", [["X-Y", "z"]])),
            line("GET", "{origin}/ip"), line("GET", "{origin}/cookies", ("cookies", ["k": "v"])),
            line("GET", "{origin}/redirect/3", ("follow_redirects", true)),
            line("GET", "{origin}/relative-redirect/2", ("follow_redirects", true)),
            line("GET", "{origin}/absolute-redirect/2", ("follow_redirects", true)),
            line("GET", "{origin}/redirect-to?url=/get&status_code=307", ("follow_redirects", true)),
            line("GET", "{origin}/gzip"), line("GET", "{origin}/deflate"),
            line("GET", "{origin}/brotli"), line("GET", "{origin}/stream/5"),
            line("GET", "{origin}/stream/5", ("response", "lines")),
            line("GET", "{origin}/stream/5", ("response", "stream")),
            line("GET", "{origin}/bytes/2000?seed=1"), line("GET", "{origin}/delay/0"), line("GET", "{origin}/nowhere"),
            line("GET", "{origin}/"), line("HEAD", "{origin}/get"),
        ].map { Spec(.service, $0.text(.compact), .service, [$0]) }
        + [100, 200, 204, 301, 304, 400, 401, 404, 418, 500, 503].map {
            Spec(.service, "status \($0)", .service, [line("GET", "{origin}/status/\($0)")])
        }
}
