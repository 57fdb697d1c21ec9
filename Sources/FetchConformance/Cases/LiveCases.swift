import Fetch
import HTTPValues

extension Suite {
    /// The cases for a real server, which can also be run over TLS and HTTP/2.
    public static let liveCases = group("live", liveRequests + liveReplies + liveState + liveLoad)

    private static func live(
        _ name: String, _ steps: [Step], client change: (inout ClientChoices) -> Void = { _ in },
        needs: Set<Ability> = [],
        expect expectations: [Expectation]
    ) -> Case {
        Case(
            name, why: "every version of HTTP must behave alike", server: .live, client: change, needs: needs, steps,
            expect: expectations)
    }

    private static let liveRequests = [
        live(
            "the query reaches the server", [.send(.get("/get?a=1&b=x%20y"))],
            expect: [.status(200), .json(["args", "b"], "x y")]),
        live(
            "headers reach the server, even repeated ones",
            [.send(.get("/headers") { $0.headers = ["X-A": "1", "X-A": "2", "X-Empty": ""] })],
            expect: [
                .any([.json(["headers", "X-A"], "1,2"), .json(["headers", "X-A"], "1, 2")]),
                .json(["headers", "X-Empty"], ""),
            ]),
        live(
            "JSON reaches the server", [.send(.post("/post", .json(["a": [1, nil]])))],
            expect: [.json(["json", "a"], [1, nil])]),
        live(
            "a form reaches the server", [.send(.post("/post", .form([("a", "1 2"), ("b", "é")])))],
            expect: [.json(["form", "a"], "1 2"), .json(["form", "b"], "é")]),
        live(
            "a megabyte is echoed", [.send(.post("/echo", .bytes(Bytes(repeating: 7, count: 1 << 20))))],
            expect: [.bytes(Bytes(repeating: 7, count: 1 << 20))]),
        live(
            "four megabytes of chunks are echoed",
            [.send(.post("/echo", .chunks(Array(repeating: Bytes(repeating: 7, count: 1 << 18), count: 16))))],
            expect: [.bytes(Bytes(repeating: 7, count: 4 << 20))]),
        live(
            "an empty chunked body is echoed", [.send(.post("/echo", .chunks([])))], expect: [.status(200), .size(0)]),
        live(
            "every method reaches the server",
            ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].map { .send(.make($0, "/anything/x")) },
            expect: [
                .each(.status(200)), .outcome(0, .json(["method"], "GET")), .outcome(4, .json(["method"], "DELETE")),
            ]),
        live("a response to HEAD has no body", [.send(.make("HEAD", "/bytes/100"))], expect: [.size(0), .status(200)]),
        live(
            "the right password is accepted and a wrong one gets 401",
            [
                .send(.get("/basic-auth/u/p") { $0.credentials = ("u", "p") }),
                .send(.get("/basic-auth/u/p") { $0.credentials = ("u", "x") }),
            ], expect: [.outcome(0, .status(200)), .outcome(1, .status(401))]),
    ]

    private static let liveReplies = [
        live(
            "status codes are returned", [204, 304, 404, 500, 599].map { .send(.get("/status/\($0)")) },
            expect: [
                .outcome(0, .status(204)), .outcome(1, .status(304)), .outcome(2, .status(404)),
                .outcome(3, .status(500)), .outcome(4, .status(599)),
            ]),
        live(
            "a chain of redirects is followed", [.send(.get("/redirect/3"))], client: { $0.followRedirects = true },
            expect: [.status(200), .history([302, 302, 302]), .url("{origin}/get")]),
        live(
            "307 keeps the method and the body",
            [.send(.post("/redirect-to?url=%2Fpost&status_code=307", .bytes("abc")))],
            client: { $0.followRedirects = true }, expect: [.status(200), .history([307]), .json(["data"], "abc")]),
        live(
            "compressed bodies are decoded", [.send(.get("/gzip")), .send(.get("/deflate")), .send(.get("/brotli"))],
            expect: [
                .each(.status(200)), .outcome(0, .header("Content-Encoding", "gzip")),
                .outcome(2, .header("Content-Encoding", "br")),
            ]),
        live(
            "a stream of lines arrives complete", [.stream(.get("/stream/50")), .send(.get("/stream/50"))],
            expect: [
                .each(
                    .that("every body has 50 lines") { seen in
                        seen.outcomes.allSatisfy {
                            if case .reply(let reply) = $0 { reply.body.count { $0 == 0x0A } == 50 } else { false }
                        }
                    })
            ]),
        live(
            "a body of known length arrives complete",
            [.send(.get("/bytes/65536?seed=1")), .stream(.get("/bytes/65536?seed=1"))],
            expect: [.each(.size(65536))]),
        live(
            "an unread body does not affect later requests",
            [.stream(.get("/stream/100"), .stop(afterBytes: 1)), .send(.get("/get"))],
            expect: [.each(.status(200))]),
        live(
            "a slow response hits the total timeout",
            [.send(.get("/delay/5") { $0.timeout = FetchTimeout(total: .milliseconds(300)) }), .send(.get("/get"))],
            expect: [.outcome(0, .fails(.timeout(.total))), .outcome(1, .status(200))]),
    ]

    private static let liveState = [
        live(
            "large headers reach the server complete",
            [
                .send(
                    .get("/headers") {
                        $0.headers = [
                            "X-A": String(repeating: "a", count: 4000), "X-B": String(repeating: "b", count: 4000),
                        ]
                    })
            ],
            expect: [
                .json(["headers", "X-A"], .string(String(repeating: "a", count: 4000))),
                .json(["headers", "X-B"], .string(String(repeating: "b", count: 4000))),
            ]),
        live(
            "cookies are sent back", [.send(.get("/cookies/set/a/1")), .send(.get("/cookies"))],
            needs: [.cookieJar],
            expect: [
                // The aiohttp cookie jar accepts no cookies from IP addresses.
                .outcome(0, .status(302)), .style(.httpx, .json(["cookies", "a"], "1")),
                .style(.aiohttp, .json(["cookies", "a"], nil)),
            ]),
        live(
            "a cancelled request does not affect later requests",
            [.cancel(.get("/delay/5"), once: { _ in true }), .send(.get("/get?n=1")), .send(.get("/get?n=2"))],
            client: { $0.limits = PoolLimits(total: 1) },
            expect: [.outcome(0, .fails(.cancelled)), .outcome(1, .status(200)), .json(["args", "n"], "2")]),
        live(
            "many unread bodies do not affect later requests",
            Array(repeating: .stream(.get("/bytes/100000"), .stop(afterBytes: 1)), count: 20) + [.send(.get("/get"))],
            expect: [.each(.status(200))]),
        live(
            "a connection works after HEAD",
            [.send(.make("HEAD", "/bytes/1000")), .send(.get("/bytes/1000")), .send(.make("HEAD", "/get"))],
            expect: [.outcome(0, .size(0)), .outcome(1, .size(1000)), .outcome(2, .size(0)), .each(.status(200))]),
        live(
            "an upload larger than the flow-control window is echoed",
            [.send(.post("/echo", .bytes(Bytes(repeating: 7, count: 3 << 20))))], expect: [.size(3 << 20)]),
        live(
            "the response can be read while the request is being sent",
            [.converse(.post("/echo?stream"), ["one", "two", "three"])], needs: [.streamedUpload],
            expect: [.body("onetwothree")]),
    ]

    private static let liveLoad = [
        live(
            "300 concurrent requests, more than a connection has streams, succeed",
            [.together((0..<300).map { .get("/get?n=\($0)") })],
            expect: [.each(.status(200)), .outcome(299, .json(["args", "n"], "299"))]),
        live(
            "100 concurrent requests succeed", [.together((0..<100).map { .get("/get?n=\($0)") })],
            expect: [.each(.status(200)), .outcome(57, .json(["args", "n"], "57"))]),
        live(
            "slow and fast concurrent requests succeed",
            [.together((0..<20).map { .get($0.isMultiple(of: 2) ? "/delay/0.2" : "/get") })],
            expect: [.each(.status(200))]),
        live(
            "uploads at once",
            [.together((0..<10).map { _ in .post("/echo", .bytes(Bytes(repeating: 3, count: 300_000))) })],
            expect: [.each(.size(300_000))]),
    ]
}
