import Fetch
import FetchConformance
import Glibc
import HTTPValues
import HTTPX
import TestSupport
import Testing

/// Time limits are for the peer: a body that is made or read slowly does not run into them.
@Suite("Slow sources and readers", .timeLimit(.minutes(1)))
struct SlowUserTests {
    @Test("A source that takes its time does not run into the limits for the peer")
    func slowSource() async throws {
        try await withServer(.reply(okay)) { server in
            let body = AsyncStream<Bytes> { continuation in
                Task {
                    for _ in 0..<3 {
                        try await Task.sleep(for: .milliseconds(500))
                        continuation.yield("piece")
                    }
                    continuation.finish()
                }
            }
            let client = try AsyncClient()
            let response = try await client.post(
                server.origin + "/", body: .stream(body), timeout: Timeout(20, read: 0.3, write: 0.3))
            #expect(response.statusCode == 200)
            #expect(server.log.requests.first?.body == "piecepiecepiece")
        }
    }

    @Test("A thread that makes its body slowly does not run into the limits for the peer")
    func slowBlockingSource() async throws {
        try await withServer(.reply(okay)) { server in
            let body = PacedSequence(count: 3) { usleep(500_000) }
            let status = await RealThread.run { () -> Int? in
                try? Client().post(
                    server.origin + "/", body: .stream(body), timeout: Timeout(20, read: 0.3, write: 0.3)
                ).statusCode
            }
            #expect(status == 200)
            #expect(server.log.requests.first?.body == "piecepiecepiece")
        }
    }

    @Test("A thread that works on a piece longer than the limit finds what came meanwhile")
    func slowBlockingReader() async throws {
        let script: [ServerAction] = [
            .readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na"), .pause(milliseconds: 50), .send("b"),
            .pause(milliseconds: 50), .send("c"), .waitForClient,
        ]
        try await withServer(.connections([script])) { server in
            let text = await RealThread.run { () -> String? in
                try? Client().stream(.get, server.origin + "/", timeout: Timeout(20, read: 1)) { response in
                    var text = ""
                    while let piece = try response.nextBytes() {
                        text += piece.utf8Text
                        usleep(1_500_000)
                    }
                    return text
                }
            }
            #expect(text == "abc")
        }
    }

    @Test("A thread's request is on its way before its body is made")
    func sendsBeforeTheBodyIsMade() async throws {
        try await withServer(.replies([[.send(okay)]])) { server in
            let gate = Gate()
            let body = PacedSequence(count: 2) { gate.pass(within: .seconds(20)) }
            async let status = RealThread.run { () -> Int? in
                try? Client().post(server.origin + "/", body: .stream(body), timeout: 20).statusCode
            }
            await server.wait { $0.connections == 1 }  // while the first piece is waited for
            gate.open()
            #expect(await status == 200)
            #expect(gate.wasOpenInTime)
        }
    }
}
