import Fetch
import HTTPValues

extension Suite {
    /// Sends two requests in a row and checks the number of connections.
    private static func reuse(_ name: String, _ text: String, connections: Int, _ request: SuiteRequest = .get())
        -> Case
    {
        Case(
            name, why: "RFC 9112 section 9.3", server: .reply(text), [.send(request), .send(request)],
            expect: [.requests(2), .connections(connections)])
    }

    private static let closing = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"

    static let pool = group(
        "pool",
        [
            reuse("a connection is used again after a length", reply(), connections: 1),
            reuse("a connection is used again after chunks", chunked(["a"]), connections: 1),
            reuse(
                "a connection is used again after chunks with trailers", chunked(["a"], trailers: ["X: 1"]),
                connections: 1),
            reuse("a connection is used again after 204", "HTTP/1.1 204 No\r\n\r\n", connections: 1),
            reuse("a connection is used again after an error status", reply("500 Oh"), connections: 1),
            reuse(
                "a connection is used again after HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", connections: 1,
                .make("HEAD")),
            reuse("a connection is used again after a POST", reply(), connections: 1, .post("/", .bytes("x"))),
            reuse(
                "a connection is used again after a chunked POST", reply(), connections: 1, .post("/", .chunks(["x"]))),
            reuse("a connection is not used again after Connection: close", closing, connections: 2),
            reuse("HTTP/1.0 is not kept", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok", connections: 2),
            Case(
                "Connection: close of the request is obeyed", why: "RFC 9112 section 9.6", server: .reply(reply()),
                [.send(.get { $0.headers = ["Connection": "close"] }), .send(.get())], expect: [.connections(2)]),
            Case(
                "a body streamed to its end leaves a connection to use again", why: "RFC 9112 section 9.3",
                server: .reply(chunked(["a", "b"])),
                [.stream(.get()), .stream(.get()), .send(.get())], expect: [.connections(1), .requests(3)]),
            Case(
                "no idle connections are kept when none may be",
                why: "httpx documentation, Resource Limits: max_keepalive_connections",
                server: .reply(reply()),
                client: { $0.limits.idle = 0 }, [.send(.get()), .send(.get())], expect: [.connections(2)]),
            Case(
                "no more idle connections are kept than may be",
                why: "httpx documentation, Resource Limits: max_keepalive_connections",
                server: .replies([[.pause(milliseconds: 100), .send(reply())]]),
                client: { $0.limits = PoolLimits(total: 100, idle: 2, idleAge: .seconds(60)) },
                needs: [.idleLimits], exclusions: ["ClientSession": "aiohttp keeps as many as it may open"],
                [.together(Array(repeating: .get(), count: 8)), .wait(until: { $0.openConnections <= 2 })],
                expect: [.each(.body("ok"))]),
            Case(
                "two origins have connections of their own", why: "RFC 9110 section 4.3.1", server: .reply(reply()),
                [.send(.get("{origin}/")), .send(.get("{other}/")), .send(.get("{origin}/")), .send(.get("{other}/"))],
                expect: [.connections(2), .requests(4)]),
            Case(
                "a connection that was idle for too long is not used again",
                why: "httpx documentation, Resource Limits: keepalive_expiry",
                server: .reply(reply()), client: { $0.limits.idleAge = .milliseconds(100) },
                [.send(.get()), .pause(milliseconds: 2000), .send(.get())], expect: [.body("ok"), .connections(2)]),
            Case(
                "40 requests at once on 4 connections", why: "RFC 9112 section 9.4",
                server: .replies([[.pause(milliseconds: 5), .send(reply())]]),
                client: { $0.limits = PoolLimits(total: 4) }, [.together(Array(repeating: .get(), count: 40))],
                expect: [
                    .each(.body("ok")), .connections(4),
                    .that("at most 4 at once") { $0.server.mostOpenConnections <= 4 },
                ]),
            Case(
                "40 requests at once on 3 connections for each origin", why: "aiohttp limit_per_host",
                server: .replies([[.pause(milliseconds: 5), .send(reply())]]),
                client: { $0.limits = PoolLimits(total: 100, perHost: 3) },
                [.together((0..<40).map { .get($0.isMultiple(of: 2) ? "{origin}/" : "{other}/") })],
                expect: [.each(.body("ok")), .connectionsAtMost(6)]),
            Case(
                "one connection serves a queue", why: "RFC 9112 section 9.4",
                server: .replies([[.pause(milliseconds: 2), .send(reply())]]),
                client: { $0.limits = PoolLimits(total: 1) }, [.together(Array(repeating: .get(), count: 20))],
                expect: [.each(.body("ok")), .connections(1), .requests(20)]),
            Case(
                "a full pool of idle connections to one origin does not lock out another", why: "encode/httpcore#550",
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
            "a connection that the server ended while idle is not noticed by the user",
            why: "RFC 9112 section 9.3.1",
            server: .connections([
                [.readRequest, .send(reply("200 OK", [], "one")), .close],
                [.readRequest, .send(reply("200 OK", [], "two"))],
            ]),
            [.send(.get()), .pause(milliseconds: 50), .send(.post("/", .bytes("x")))],
            expect: [.outcome(0, .body("one")), .outcome(1, .body("two")), .requests(2)]),
        Case(
            "a GET that met the end of an idle connection is sent once more",
            why: "RFC 9110 section 9.2.2",
            server: .connections(
                [
                    [.readRequest, .send(reply()), .readRequest, .close],
                    [.readRequest, .send(reply("200 OK", [], "again"))],
                ]), needs: [.houseRules],
            [.send(.get()), .send(.get())], expect: [.body("again"), .requests(3)]),
        Case(
            "a POST that met the end of an idle connection is not sent once more",
            why: "RFC 9110 section 9.2.2",
            server: .connections([
                [.readRequest, .send(reply()), .readRequest, .close],
                [.readRequest, .send(reply("200 OK", [], "again"))],
            ]),
            [.send(.get()), .send(.post("/", .bytes("x")))], expect: [.fails(.disconnected, .broken), .requests(2)]),
        Case(
            "a request on a fresh connection is not sent once more", why: "aiohttp retries there, for ever if need be",
            server: .connections([[.readRequest, .close], [.readRequest, .send(reply())]]),
            expect: [.fails(.disconnected), .requests(1)]),
        Case(
            "a PUT whose body can be read only once is not sent once more", why: "the body is gone",
            server: .connections([
                [.readRequest, .send(reply()), .readRequest, .close],
                [.readRequest, .send(reply("200 OK", [], "again"))],
            ]),
            [.send(.get()), .send(.make("PUT") { $0.body = .once(["x"]) })],
            expect: [.fails(.disconnected, .broken, .bodyNotReplayable), .requests(2)]),
    ]
}
