import Fetch
import FetchConformance
import Glibc
import HTTPValues
import HTTPX
import TestSupport
import Testing

/// Timeouts apply to the peer. Producing or reading a body slowly does not trigger them.
@Suite("Slow sources and readers", .timeLimit(.minutes(1)))
struct SlowUserTests {
    @Test("A slow source does not trigger the peer's timeouts")
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

    @Test("A thread that produces its body slowly does not trigger the peer's timeouts")
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

    @Test("A thread that spends longer than the timeout on a chunk still reads what arrived meanwhile")
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

    @Test("A thread's request is sent before its body is produced")
    func sendsBeforeTheBodyIsMade() async throws {
        try await withServer(.replies([[.send(okay)]])) { server in
            let gate = Gate()
            let body = PacedSequence(count: 2) { gate.pass(within: .seconds(20)) }
            async let status = RealThread.run { () -> Int? in
                try? Client().post(server.origin + "/", body: .stream(body), timeout: 20).statusCode
            }
            await server.wait { $0.connections == 1 }  // while waiting for the first chunk
            gate.open()
            #expect(await status == 200)
            #expect(gate.wasOpenInTime)
        }
    }
}
