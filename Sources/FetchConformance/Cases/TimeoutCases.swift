import Fetch
import HTTPValues

extension Suite {
    private static let soon = Duration.milliseconds(300)
    private static func reading(_ choices: inout ClientChoices) { choices.timeout.read = soon }
    private static func within(_ choices: inout ClientChoices) {
        choices.timeout = FetchTimeout(total: .milliseconds(500))
    }

    static let timeouts = group(
        "timeouts",
        [
            Case(
                "a missing response hits the read timeout", why: "httpx documentation, Timeouts: read",
                server: .connections([[.readRequest, .waitForClient]]),
                client: reading,
                expect: [.fails(.timeout(.read)), .requests(1)]),
            Case(
                "headers that stop midway hit the read timeout", why: "httpx documentation, Timeouts: read",
                server: .connections([[.readRequest, .send("HTTP/1.1 200 OK\r\nX-A"), .waitForClient]]),
                client: reading,
                expect: [.fails(.timeout(.read))]),
            Case(
                "a body that stops midway hits the read timeout", why: "httpx documentation, Timeouts: read",
                server: .connections([
                    [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"), .waitForClient]
                ]), client: reading,
                [.send(.get()), .stream(.get())], expect: [.each(.fails(.timeout(.read)))]),
            Case(
                "a slow but steady body does not hit the read timeout", why: "httpx documentation, Timeouts: read",
                server: .replies([[.drip(reply("200 OK", [], "0123456789"), milliseconds: 30)]]),
                client: { $0.timeout.read = .seconds(1) },
                expect: [.body("0123456789")]),
            Case(
                "a slow body hits the total timeout", why: "encode/httpx#1450: the read timeout does not catch it",
                server: .connections([
                    [
                        .readRequest, .send("HTTP/1.1 200 OK\r\n\r\n"),
                        .drip(String(repeating: "x", count: 400), milliseconds: 20),
                    ]
                ]),
                client: within, [.send(.get()), .stream(.get())], expect: [.each(.fails(.timeout(.total)))]),
            Case(
                "the total timeout includes redirects", why: "aiohttp documentation, ClientTimeout: total",
                server: .replies([[.pause(milliseconds: 60), .send(redirect(to: "/loop"))]]),
                client: {
                    $0.followRedirects = true
                    $0.maxRedirects = 1000
                    $0.timeout = FetchTimeout(total: .milliseconds(500))
                }, expect: [.fails(.timeout(.total))]),
            Case(
                "a request may have its own timeouts", why: "httpx documentation, Timeouts",
                server: .connections([[.readRequest, .waitForClient]]),
                [.send(.get { $0.timeout = FetchTimeout(read: soon) })], expect: [.fails(.timeout(.read))]),
            Case(
                "a request without timeouts waits", why: "httpx documentation, Timeouts",
                server: .replies([[.pause(milliseconds: 600), .send(reply())]]),
                client: reading, [.send(.get { $0.timeout = FetchTimeout.none })], expect: [.body("ok")]),
            Case(
                "a timeout of zero expires at once", why: "httpx fails with EAGAIN, aiohttp takes it as no limit",
                server: .replies([[.pause(milliseconds: 200), .send(reply())]]),
                [.send(.get { $0.timeout = FetchTimeout(total: .zero) })],
                expect: [.fails(.timeout(.total))]),
            Case(
                "a server that ignores the TLS handshake hits the connect timeout",
                why: "httpx documentation, Timeouts: connect",
                server: .connections([[.waitForClient]]),
                [.send(.get("https://127.0.0.1:{port}/") { $0.timeout = FetchTimeout(connect: soon) })],
                expect: [.fails(.timeout(.connect))]),
            Case(
                "a server that stops reading the body hits the write timeout",
                why: "httpx documentation, Timeouts: write",
                server: .connections([[.pause(milliseconds: 20_000)]]),
                [
                    .send(
                        .post("/", .bytes(Bytes(repeating: 1, count: 32 << 20))) {
                            $0.timeout = FetchTimeout(write: soon)
                        }
                    )
                ],
                expect: [.fails(.timeout(.write))]),
            Case(
                "a server that stops reading a chunked body hits the write timeout",
                why: "httpx documentation, Timeouts: write",
                server: .connections([[.pause(milliseconds: 20_000)]]),
                [
                    .send(
                        .post("/", .chunks(Array(repeating: Bytes(repeating: 1, count: 1 << 20), count: 32))) {
                            $0.timeout = FetchTimeout(write: soon)
                        })
                ],
                expect: [.fails(.timeout(.write))]),
        ]
            + [
                ("bytes", SuiteRequest.Body.bytes(Bytes(repeating: 1, count: 32 << 20)), [:]),
                (
                    "chunks of a known length",
                    .chunks(Array(repeating: Bytes(repeating: 1, count: 1 << 20), count: 32)),
                    ["Content-Length": "33554432"]
                ),
                ("chunks", .chunks(Array(repeating: Bytes(repeating: 1, count: 1 << 20), count: 32)), [:]),
            ].map { (name: String, body: SuiteRequest.Body, headers: Headers) in
                Case(
                    "a server that reads \(name) slowly does not hit the read timeout",
                    why: "time spent sending is not time spent waiting",
                    server: .connections([
                        [.readHead, .pause(milliseconds: 2500), .readBody, .pause(milliseconds: 300), .send(reply())]
                    ]),
                    [
                        .send(
                            .post("/", body) {
                                $0.headers = headers
                                $0.timeout = FetchTimeout(read: .milliseconds(2000), write: .seconds(10))
                            })
                    ], expect: [.status(200)])
            } + [
                Case(
                    "waiting for a connection has its own timeout", why: "httpx documentation, Timeouts: pool",
                    server: .replies([[.pause(milliseconds: 1500), .send(reply())]]),
                    client: { $0.limits = PoolLimits(total: 1) },
                    [
                        .together(Array(repeating: .get { $0.timeout = FetchTimeout(pool: soon) }, count: 2)),
                        .send(.get()),
                    ],
                    expect: [
                        .that("one request succeeds and one hits the pool timeout") { seen in
                            let failures = seen.outcomes.prefix(2).compactMap {
                                if case .failure(let failure) = $0 { failure.kind } else { nil }
                            }
                            return failures == [.timeout(.pool)]
                        }, .body("ok"),
                    ]),
                Case(
                    "the total timeout includes waiting for a connection",
                    why: "aiohttp documentation, ClientTimeout: total",
                    server: .replies([[.pause(milliseconds: 2500), .send(reply())]]),
                    client: { $0.limits = PoolLimits(total: 1) },
                    [
                        .together([
                            .get { $0.timeout = FetchTimeout.none },
                            .get { $0.timeout = FetchTimeout(pool: .milliseconds(1500), total: soon) },
                        ])
                    ],
                    expect: [.outcome(0, .status(200)), .outcome(1, .fails(.timeout(.total)))]),
                Case(
                    "the total timeout includes connecting",
                    why: "aiohttp documentation, ClientTimeout: total",
                    server: .connections([[.waitForClient]]),
                    [
                        .send(
                            .get("https://127.0.0.1:{port}/") {
                                $0.timeout = FetchTimeout(connect: .seconds(2), total: soon)
                            })
                    ],
                    expect: [.fails(.timeout(.total))]),
                Case(
                    "a timeout frees its connection", why: "httpx leaks it",
                    server: .connections([
                        [.readRequest, .waitForClient], [.readRequest, .waitForClient], [.readRequest, .send(reply())],
                    ]),
                    client: {
                        $0.limits = PoolLimits(total: 1)
                        $0.timeout = FetchTimeout(read: soon, pool: .seconds(5))
                    }, [.send(.get()), .stream(.get()), .send(.get())],
                    expect: [
                        .outcome(0, .fails(.timeout(.read))), .outcome(1, .fails(.timeout(.read))),
                        .outcome(2, .body("ok")),
                    ]),
                Case(
                    "an endless response hits the total timeout", why: "a server must not occupy the client forever",
                    server: .connections([
                        [
                            .readRequest, .send("HTTP/1.1 200 OK\r\n\r\n"),
                            .drip(String(repeating: "x", count: 100_000), milliseconds: 10),
                        ]
                    ]),
                    client: within, expect: [.fails(.timeout(.total))]),
            ])

    static let cancellation = group(
        "cancellation",
        [
            Case(
                "a request can be cancelled before the headers arrive",
                why: "Swift structured concurrency: a cancelled task must end",
                server: .connections([[.readRequest, .waitForClient], [.readRequest, .send(reply())]]),
                client: { $0.limits = PoolLimits(total: 1) }, needs: [.cancellation],
                [.cancel(.get(), once: { $0.requests.count == 1 }), .send(.get())],
                expect: [.outcome(0, .fails(.cancelled)), .outcome(1, .body("ok")), .connections(2)]),
            Case(
                "a request can be cancelled in the middle of the body",
                why: "encode/httpcore#1093: otherwise its connection is lost",
                server: .connections([
                    [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"), .waitForClient],
                    [.readRequest, .send(reply())],
                ]),
                client: { $0.limits = PoolLimits(total: 1) }, needs: [.cancellation],
                [.cancel(.get(), once: { $0.sentBytes > 0 }), .send(.get())],
                expect: [.outcome(0, .fails(.cancelled)), .outcome(1, .body("ok"))]),
            Case(
                "a request can be cancelled while its body is being sent",
                why: "Swift structured concurrency: a cancelled task must end",
                server: .connections([[.readHead, .pause(milliseconds: 10_000)], [.readRequest, .send(reply())]]),
                client: { $0.limits = PoolLimits(total: 1) }, needs: [.cancellation],
                [
                    .cancel(
                        .post("/", .chunks(Array(repeating: Bytes(repeating: 1, count: 1 << 20), count: 32))),
                        once: { $0.requests.count == 1 }), .send(.get()),
                ],
                expect: [.outcome(0, .fails(.cancelled)), .outcome(1, .body("ok"))]),
            Case(
                "a request can be cancelled while it connects",
                why: "Swift structured concurrency: a cancelled task must end",
                server: .connections([[.waitForClient], [.readRequest, .send(reply())]]),
                client: { $0.limits = PoolLimits(total: 1) },
                needs: [.cancellation],
                [.cancel(.get("https://127.0.0.1:{port}/"), once: { $0.connections == 1 }), .send(.get())],
                expect: [.outcome(0, .fails(.cancelled)), .outcome(1, .body("ok"))]),
            Case(
                "a request can be cancelled while it waits for a connection", why: "otherwise its connection is lost",
                server: .replies([[.pause(milliseconds: 2000), .send(reply())], [.send(reply())]]),
                client: { $0.limits = PoolLimits(total: 1) },
                [.cancelBehind(.get("/held"), .get("/given-up"), once: { $0.requests.count == 1 }), .send(.get("/x"))],
                expect: [
                    .outcome(0, .body("ok")), .outcome(1, .fails(.cancelled)), .outcome(2, .body("ok")),
                    .line(1, "GET /x HTTP/1.1"), .requests(2),
                ]),
            Case(
                "closing the client cancels requests in flight", why: "a closed client must not keep connections",
                server: .connections([[.readRequest, .waitForClient]]),
                [.close(.get(), once: { $0.requests.count == 1 }), .send(.get())],
                expect: [.each(.fails(.closed)), .requests(1)]),
            Case(
                "closing the client cancels half-received responses", why: "a closed client must not keep connections",
                server: .connections([
                    [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"), .waitForClient]
                ]),
                [.close(.get(), once: { $0.sentBytes > 0 }), .wait(until: { $0.endedByClient == 1 })],
                expect: [.each(.fails(.closed))]),
        ])
}
