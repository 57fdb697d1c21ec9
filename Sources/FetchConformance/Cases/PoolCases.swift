import Fetch
import HTTPValues

extension Suite {
    /// Sends two requests in a row and checks the number of connections.
    private static func reuse(_ name: String, _ text: String, connections: Int, _ request: SuiteRequest = .get())
        -> Case
    {
        Case(
            name, why: "RFC 9112 section 9.3: new connections take time, and closed ones fail", server: .reply(text),
            [.send(request), .send(request)],
            expect: [.requests(2), .connections(connections)])
    }

    private static let closing = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"

    static let pool = group(
        "pool",
        [
            reuse("a connection is reused after a body with Content-Length", reply(), connections: 1),
            reuse("a connection is reused after a chunked body", chunked(["a"]), connections: 1),
            reuse(
                "a connection is reused after trailers", chunked(["a"], trailers: ["X: 1"]),
                connections: 1),
            reuse("a connection is reused after 204", "HTTP/1.1 204 No\r\n\r\n", connections: 1),
            reuse("a connection is reused after an error status", reply("500 Oh"), connections: 1),
            reuse(
                "a connection is reused after HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", connections: 1,
                .make("HEAD")),
            reuse("a connection is reused after a POST", reply(), connections: 1, .post("/", .bytes("x"))),
            reuse(
                "a connection is reused after a chunked POST", reply(), connections: 1, .post("/", .chunks(["x"]))),
            reuse("a connection is not reused after Connection: close", closing, connections: 2),
            reuse(
                "an HTTP/1.0 connection is not reused", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", connections: 2
            ),
            Case(
                "a request with Connection: close closes its connection",
                why: "RFC 9112 section 9.6: the user asked for it", server: .reply(reply()),
                [.send(.get { $0.headers = ["Connection": "close"] }), .send(.get())], expect: [.connections(2)]),
            Case(
                "a connection is reused after a body streamed to its end",
                why: "RFC 9112 section 9.3: every new connection takes time",
                server: .reply(chunked(["a", "b"])),
                [.stream(.get()), .stream(.get()), .send(.get())], expect: [.connections(1), .requests(3)]),
            Case(
                "an idle limit of zero keeps no idle connections",
                why: "httpx documentation, Resource Limits: max_keepalive_connections",
                server: .reply(reply()),
                client: { $0.limits.idle = 0 }, [.send(.get()), .send(.get())], expect: [.connections(2)]),
            Case(
                "no more idle connections are kept than the limit allows",
                why: "httpx documentation, Resource Limits: max_keepalive_connections",
                server: .replies([[.pause(milliseconds: 100), .send(reply())]]),
                client: { $0.limits = PoolLimits(total: 100, idle: 2, idleAge: .seconds(60)) },
                needs: [.idleLimits],
                exclusions: ["ClientSession": "aiohttp keeps as many connections idle as it may open"],
                [.together(Array(repeating: .get(), count: 8)), .wait(until: { $0.openConnections <= 2 })],
                expect: [.each(.body("ok"))]),
            Case(
                "each origin has its own connections",
                why: "RFC 9110 section 4.3.1: otherwise the wrong server gets the request", server: .reply(reply()),
                [.send(.get("{origin}/")), .send(.get("{other}/")), .send(.get("{origin}/")), .send(.get("{other}/"))],
                expect: [.connections(2), .requests(4)]),
            Case(
                "a connection that has been idle for too long is not reused",
                why: "httpx documentation, Resource Limits: keepalive_expiry",
                server: .reply(reply()), client: { $0.limits.idleAge = .milliseconds(100) },
                [.send(.get()), .pause(milliseconds: 2000), .send(.get())], expect: [.body("ok"), .connections(2)]),
            Case(
                "40 concurrent requests share 4 connections",
                why: "RFC 9112 section 9.4: too many connections overload a server",
                server: .replies([[.pause(milliseconds: 5), .send(reply())]]),
                client: { $0.limits = PoolLimits(total: 4) }, [.together(Array(repeating: .get(), count: 40))],
                expect: [
                    .each(.body("ok")), .connections(4),
                    .that("at most 4 connections are open at once") { $0.server.mostOpenConnections <= 4 },
                ]),
            Case(
                "40 concurrent requests share 3 connections per origin", why: "aiohttp limit_per_host",
                server: .replies([[.pause(milliseconds: 5), .send(reply())]]),
                client: { $0.limits = PoolLimits(total: 100, perHost: 3) },
                [.together((0..<40).map { .get($0.isMultiple(of: 2) ? "{origin}/" : "{other}/") })],
                expect: [.each(.body("ok")), .connectionsAtMost(6)]),
            Case(
                "20 concurrent requests share one connection",
                why: "RFC 9112 section 9.4: too many connections overload a server",
                server: .replies([[.pause(milliseconds: 2), .send(reply())]]),
                client: { $0.limits = PoolLimits(total: 1) }, [.together(Array(repeating: .get(), count: 20))],
                expect: [.each(.body("ok")), .connections(1), .requests(20)]),
            Case(
                "idle connections to one origin do not block another",
                why: "encode/httpcore#550: otherwise its requests never start",
                server: .reply(reply()), client: { $0.limits = PoolLimits(total: 2) },
                [
                    .together(Array(repeating: .get("{origin}/"), count: 8)),
                    .together(Array(repeating: .get("{other}/"), count: 8)),
                ],
                expect: [.each(.body("ok"))]),
        ] + keepAliveRaces)

    /// The server closes a connection that the client is about to reuse.
    private static let keepAliveRaces = [
        Case(
            "an idle connection closed by the server does not fail the next request",
            why: "RFC 9112 section 9.3.1: servers close idle connections at any time",
            server: .connections([
                [.readRequest, .send(reply("200 OK", [], "one")), .close],
                [.readRequest, .send(reply("200 OK", [], "two"))],
            ]),
            [.send(.get()), .pause(milliseconds: 50), .send(.post("/", .bytes("x")))],
            expect: [.outcome(0, .body("one")), .outcome(1, .body("two")), .requests(2)]),
        Case(
            "a GET on an idle connection that the server closes is retried",
            why: "RFC 9110 section 9.2.2: GET is idempotent",
            server: .connections(
                [
                    [.readRequest, .send(reply()), .readRequest, .close],
                    [.readRequest, .send(reply("200 OK", [], "again"))],
                ]), needs: [.houseRules],
            [.send(.get()), .send(.get())], expect: [.body("again"), .requests(3)]),
        Case(
            "a POST on an idle connection that the server closes is not retried",
            why: "RFC 9110 section 9.2.2: it might take effect twice",
            server: .connections([
                [.readRequest, .send(reply()), .readRequest, .close],
                [.readRequest, .send(reply("200 OK", [], "again"))],
            ]),
            [.send(.get()), .send(.post("/", .bytes("x")))], expect: [.fails(.disconnected, .broken), .requests(2)]),
        Case(
            "a request on a new connection is not retried", why: "aiohttp retries there, forever if need be",
            server: .connections([[.readRequest, .close], [.readRequest, .send(reply())]]),
            expect: [.fails(.disconnected), .requests(1)]),
        Case(
            "a PUT whose body can be read only once is not retried", why: "the body is already consumed",
            server: .connections([
                [.readRequest, .send(reply()), .readRequest, .close],
                [.readRequest, .send(reply("200 OK", [], "again"))],
            ]),
            [.send(.get()), .send(.make("PUT") { $0.body = .once(["x"]) })],
            expect: [.fails(.disconnected, .broken, .bodyNotReplayable), .requests(2)]),
    ]
}
