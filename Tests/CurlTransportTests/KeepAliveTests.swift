import AIOHTTPWeb
import CurlTransport
import Fetch
import FetchConformance
import HTTPValues
import TestSupport
import Testing

@Suite("Keep-alive connections", .timeLimit(.minutes(1)))
struct KeepAliveTests {
    @Test("A connection closed by the server while idle is replaced")
    func closedWhileIdle() async throws {
        try await withServer(.connections([[.readRequest, .send(okay), .close], answering])) { server in
            let transport = try CurlTransport()
            for _ in 0..<2 { #expect(try await transport.fetch(server.origin + "/").body == "ok") }
            #expect(server.log.connections == 2)
        }
    }

    @Test("A POST is sent on a new connection if the server closed the idle one")
    func postAfterClose() async throws {
        try await withServer(.connections([[.readRequest, .send(okay), .close], answering])) { server in
            let transport = try CurlTransport()
            #expect(try await transport.fetch(server.origin + "/").body == "ok")
            await server.wait { $0.openConnections == 0 }
            let response = try await transport.fetch(server.origin + "/", method: "POST", body: .bytes("once"))
            #expect(response.body == "ok")
            #expect(!response.summary.isReusedConnection)
            #expect(server.log.requests.map(\.method) == ["GET", "POST"])
            #expect(transport.isIdle)
        }
    }

    @Test("A POST over TLS is sent on a new connection if the server closed the idle one")
    func postAfterCloseOfTLS() async throws {
        let certificate = try await TemporaryCertificate.make()
        let app = Web.Application()
        app.get("/") { _ in .text("ok") }
        app.post("/") { _ in .text("ok") }
        try await TestServer.with(
            app, tls: certificate.tls, configure: { $0.keepAliveTimeout = .milliseconds(100) }
        ) { server in
            let transport = try CurlTransport(
                CurlOptions(tls: TLSOptions(verification: .authorities(path: certificate.certificate))))
            #expect(try await transport.fetch(server.baseURL + "/").body == "ok")
            while server.statistics.openConnections > 0 { try await Task.sleep(for: .milliseconds(5)) }
            let response = try await transport.fetch(server.baseURL + "/", method: "POST", body: .bytes("once"))
            #expect(response.body == "ok")
            #expect(!response.summary.isReusedConnection)
        }
    }

    @Test("A body that cannot be read fails its request and leaves the idle connection to the next")
    func unreadableBody() async throws {
        let script: [ServerAction] = [.readRequest, .send(okay), .readRequest, .send(okay), .waitForClient]
        try await withServer(.connections([script])) { server in
            let transport = try CurlTransport(CurlOptions(limits: PoolLimits(total: 1)))
            let url = server.origin + "/"
            #expect(try await transport.fetch(url).body == "ok")
            let error = await failure {
                try await transport.fetch(
                    url, method: .put, body: .file(path: "/nonexistent", offset: 0, length: 1), total: .seconds(5))
            }
            #expect(error?.kind == .bodySource)
            #expect(try await transport.fetch(url, total: .seconds(5)).body == "ok")
            #expect(server.log.connections == 1)
            #expect(transport.statistics.openConnections == 1)
        }
    }

    @Test("Each request on a connection has its own headers and none that libcurl would add")
    func ownFields() async throws {
        let usual: Headers = ["Accept": "*/*", "X-Of": "client"]
        let steps: [(method: HTTPMethod, body: WireBody, headers: Headers)] = [
            ("GET", .none, usual), ("POST", .bytes("x"), usual), ("GET", .none, usual), ("GET", .none, ["X-Of": "me"]),
            ("POST", .bytes("x"), ["Content-Type": "a/b"]), ("GET", .none, [:]), ("GET", .none, usual),
        ]
        let script: [ServerAction] = steps.flatMap { _ in [.readRequest, .send(okay)] } + [.waitForClient]
        try await withServer(.connections([script])) { server in
            let transport = try CurlTransport()
            for step in steps {
                let response = try await transport.fetch(
                    server.origin + "/", method: step.method, headers: step.headers, body: step.body)
                #expect(response.body == "ok")
            }
            #expect(server.log.connections == 1)
            for (request, step) in zip(server.log.requests, steps) {
                let automatic: Set = step.method == .post ? ["Host", "Content-Length"] : ["Host"]
                let sent = request.headers.fields.filter { !automatic.contains($0.name) }
                #expect(sent == step.headers.fields, "\(step.method)")
            }
        }
    }

    private static let racing: [[ServerAction]] = [
        [.readRequest, .send(okay), .readRequest, .close], [.readRequest, .send(okay), .waitForClient],
    ]

    @Test("A GET whose reused connection dies is sent once more")
    func raceOfGet() async throws {
        try await withServer(.connections(Self.racing)) { server in
            let transport = try CurlTransport()
            for _ in 0..<2 { #expect(try await transport.fetch(server.origin + "/").body == "ok") }
            #expect(server.log.requests.count == 3)
        }
    }

    @Test("A POST whose reused connection dies is not sent again")
    func raceOfPost() async throws {
        try await withServer(.connections(Self.racing)) { server in
            let transport = try CurlTransport()
            #expect(try await transport.fetch(server.origin + "/").body == "ok")
            let error = await failure {
                try await transport.fetch(server.origin + "/", method: "POST", body: .bytes("once"))
            }
            #expect(error?.kind == .disconnected)
            #expect(error?.isReusedConnection == true)
            #expect(transport.isIdle)
            #expect(try await transport.fetch(server.origin + "/").body == "ok")
            #expect(server.log.requests.map(\.method) == ["GET", "POST", "GET"])
        }
    }

    @Test(
        "A connection is not reused after Connection: close or an HTTP/1.0 response",
        arguments: [
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        ])
    func closing(response: String) async throws {
        let script: [ServerAction] = [.readRequest, .send(response), .waitForClient]
        try await withServer(.connections([script])) { server in
            let transport = try CurlTransport()
            for _ in 0..<2 { #expect(try await transport.fetch(server.origin + "/").body == "ok") }
            await server.wait { $0.endedByClient == 2 }
            #expect(server.log.connections == 2)
        }
    }

    @Test("Connections beyond the idle limit are closed")
    func idleLimit() async throws {
        let script: [ServerAction] = [.readRequest, .pause(milliseconds: 300), .send(okay), .waitForClient]
        try await withServer(.connections([script])) { server in
            let transport = try CurlTransport(CurlOptions(limits: PoolLimits(idle: 1)))
            let transfers = try (0..<4).map { _ in try transport.begin(server.origin + "/") }
            for transfer in transfers { #expect(try await transfer.whole().get().body == "ok") }
            await server.wait { $0.endedByClient == 3 }
            try await transport.wait { $0.openConnections == 1 }
        }
    }

    @Test("An idle connection is closed when it expires, even without another request")
    func idleAge() async throws {
        try await withServer(.connections([answering])) { server in
            let transport = try CurlTransport(CurlOptions(limits: PoolLimits(idleAge: .milliseconds(100))))
            #expect(try await transport.fetch(server.origin + "/").body == "ok")
            await server.wait { $0.endedByClient == 1 }
            #expect(try await transport.fetch(server.origin + "/").body == "ok")
            #expect(server.log.connections == 2)
        }
    }

    @Test("Trailers arrive, and the timings are in ascending order")
    func trailersAndTimings() async throws {
        let response = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 7\r\n\r\n"
        try await withServer(.reply(response)) { server in
            let transport = try CurlTransport()
            for isReused in [false, true] {
                let summary = try await transport.fetch(server.origin + "/").summary
                #expect(summary.trailers["X-Sum"] == "7")
                #expect(summary.isReusedConnection == isReused)
                #expect(summary.receivedBytes == 2)
                let times = summary.timings
                let parts = [times.queued, times.resolved, times.connected, times.ready, times.firstByte, times.total]
                #expect(parts == parts.sorted())
                #expect(times.total > .zero)
            }
        }
    }
}
