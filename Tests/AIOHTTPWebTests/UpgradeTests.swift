import AIOHTTPWeb
import HTTPValues
import Synchronization
import TestSupport
import Testing

/// Connections that switch from HTTP/1.1 to another protocol.
@Suite struct UpgradeTests {
    private static let request =
        "GET /echo HTTP/1.1\r\nHost: x\r\nConnection: keep-alive, Upgrade\r\nUpgrade: a, Echo\r\n\r\n"

    private final class Journal: Sendable {
        private let stream: AsyncStream<String>
        private let continuation: AsyncStream<String>.Continuation
        init() { (stream, continuation) = AsyncStream.makeStream() }
        func add(_ line: String) { continuation.yield(line) }
        func next() async -> String? { await stream.first { _ in true } }
    }

    private func application(_ journal: Journal = Journal()) -> Web.Application {
        let app = sampleApplication()
        app.route("*", "/echo") { request in
            try request.upgrade(to: "echo", headers: ["X-A": "b"]) { connection in
                do {
                    for try await bytes in connection.bytes { try await connection.write(bytes) }
                    try await connection.write("bye")
                    journal.add("ended")
                } catch {
                    journal.add("\(type(of: error)) \(error) \(Task.isCancelled)")
                    throw error
                }
            }
        }
        return app
    }

    @Test("Bytes pass in both directions, including those sent along with the request")
    func bytesPassInBothDirections() async throws {
        try await TestServer.with(application()) { server in
            let text = try await RawClient(server).run([
                .send(Self.request + "early"), .receive(until: "early"), .send("GET / HTTP/1.1\r\n\r\n\0"),
                .receive(until: "\0"), .shutdown, .receiveToEnd,
            ])
            let response = RawResponse(text)
            #expect(response.statusLine == "HTTP/1.1 101 Switching Protocols")
            #expect(response["Connection"] == "Upgrade")
            #expect(response["Upgrade"] == "echo")
            #expect(response["X-A"] == "b")
            #expect(response["Content-Length"] == nil)
            #expect(response.body == "earlyGET / HTTP/1.1\r\n\r\n\0bye")
        }
    }

    @Test("More bytes than any buffer holds pass through")
    func manyBytesPass() async throws {
        let app = Web.Application()
        app.get("/echo") { request in
            try request.upgrade(to: "echo") { connection in
                var count = 0
                for try await bytes in connection.bytes {
                    count += bytes.count
                    if count == 8 << 20 { break }
                }
                for _ in 0..<128 { try await connection.write(Bytes(repeating: 0x62, count: 1 << 16)) }
            }
        }
        try await TestServer.with(app) { server in
            let text = try await RawClient(server).run([
                .send(Self.request), .sendBytes([UInt8](repeating: 0x61, count: 8 << 20)), .receiveToEnd,
            ])
            #expect(RawResponse(text).body.utf8.count == 8 << 20)
        }
    }

    @Test(
        "A request without a matching upgrade is rejected and the connection stays open",
        arguments: [
            ("", 426), ("Connection: Upgrade\r\n", 426), ("Upgrade: echo\r\n", 426),
            ("Connection: Upgrade\r\nUpgrade: other\r\n", 426),
            ("Connection: Upgrade\r\nUpgrade: echo\r\nContent-Length: 3\r\n", 400),
        ])
    func whatWasNotAskedForIsRefused(fields: String, status: Int) async throws {
        try await TestServer.with(application()) { server in
            let body = fields.contains("Content-Length") ? "abc" : ""
            let text = try await RawClient(server).run([
                .send("GET /echo HTTP/1.1\r\nHost: x\r\n\(fields)\r\n"), .receive(until: "\r\n\r\n"),
                .send(body + "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"), .shutdown, .receiveToEnd,
            ])
            #expect(RawResponse(text).status == status)
            #expect(RawResponse(text)["Upgrade"] == (status == 426 ? "echo" : nil))
            #expect(text.contains("HTTP/1.1 200 OK"))
        }
    }

    @Test("Only HTTP/1.1 connections can be upgraded")
    func otherVersionsAreRefused() async throws {
        try await TestServer.with(application()) { server in
            let old = try await RawClient(server).exchange(
                "GET /echo HTTP/1.0\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n")
            #expect(RawResponse(old).status == 400)
            let new = try await run([
                "curl", "-sS", "--http2-prior-knowledge", "-o", "/dev/null", "-w", "%{http_code}",
                server.baseURL + "/echo",
            ])
            #expect(new.output == "400")
        }
    }

    @Test("A failed upgrade throws a typed error")
    func theReasonIsTyped() async throws {
        let app = Web.Application()
        app.get("/") { request in
            do throws(Web.UpgradeError) {
                return try request.upgrade(to: "echo") { _ in }
            } catch {
                #expect(error == .notRequested(protocol: "echo"))
                return .text("no")
            }
        }
        try await TestServer.with(app) { server in
            let text = try await RawClient(server).run([
                .send("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), .shutdown, .receiveToEnd,
            ])
            #expect(RawResponse(text).body == "no")
        }
    }

    @Test("The connection closes when the handler returns, after its last bytes are sent")
    func returningCloses() async throws {
        let app = Web.Application()
        app.get("/echo") { request in try request.upgrade(to: "echo") { try await $0.write("last") } }
        try await TestServer.with(app) { server in
            let text = try await RawClient(server).run([.send(Self.request + "unread"), .receiveToEnd])
            #expect(RawResponse(text).body == "last")
        }
    }

    @Test("The connection closes when the handler throws")
    func throwingCloses() async throws {
        let app = Web.Application()
        app.get("/echo") { request in try request.upgrade(to: "echo") { _ in throw SampleError() } }
        try await TestServer.with(app) { server in
            let text = try await RawClient(server).run([.send(Self.request), .receiveToEnd])
            #expect(RawResponse(text).status == 101)
        }
    }

    @Test("A handler waiting for bytes is cancelled when the server stops")
    func stoppingCancels() async throws {
        let journal = Journal()
        try await TestServer.with(application(journal), configure: { $0.shutdownTimeout = .milliseconds(100) }) {
            server in
            let client = Task { try await RawClient(server).run([.send(Self.request), .receiveToEnd]) }
            while server.statistics.activeRequests == 0 { try await Task.sleep(for: .milliseconds(5)) }
            await server.stop()
            #expect(RawResponse(try await client.value).status == 101)
            #expect(await journal.next()?.hasSuffix("true") == true)
        }
    }

    @Test("Writing to a client that has disconnected throws")
    func leavingEndsTheWriter() async throws {
        let journal = Journal()
        let app = Web.Application()
        app.get("/echo") { request in
            try request.upgrade(to: "echo") { connection in
                do {
                    while true { try await connection.write(Bytes(repeating: 0x61, count: 1 << 16)) }
                } catch {
                    journal.add("\(error)")
                }
            }
        }
        try await TestServer.with(app) { server in
            try await RawClient(server).run([.send(Self.request), .receive(until: "aaaa")])
            #expect(await journal.next() == "the connection has ended")
        }
    }
}
