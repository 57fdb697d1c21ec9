import CurlTransport
import Fetch
import FetchConformance
import HTTPValues
import HTTPX
import TestSupport
import Testing

@Suite("Flow control", .timeLimit(.minutes(1)))
struct FlowControlTests {
    private static let piece = Bytes(repeating: 0x61, count: 64 << 10)
    /// What a transfer and the buffers of both kernels hold at most, generously.
    private static let bound = 24 << 20

    @Test("A reader that does not read stops the sender, and lets it go on")
    func download() async throws {
        let times = 1024
        let script: [ServerAction] = [
            .readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: \(times * Self.piece.count)\r\n\r\n"),
            .flood(Self.piece, times: times), .waitForClient,
        ]
        try await withServer(.connections([script])) { server in
            let client = try AsyncClient()
            try await client.stream(.get, server.origin + "/", timeout: 20) { response in
                await server.wait { $0.blockedAfter != nil }
                #expect(server.log.sentBytes < Self.bound)
                var size = 0
                for try await piece in response.bytes { size += piece.count }
                #expect(size == times * Self.piece.count)
            }
        }
    }

    @Test("A body is pulled from its source no faster than the peer takes it")
    func upload() async throws {
        let pulled = Counter()
        let times = 1024
        let gate = Gate()
        let script: [ServerAction] = [
            .readHead, .run { gate.pass(within: .seconds(30)) }, .readBody, .send(okay), .waitForClient,
        ]
        try await withServer(.connections([script])) { server in
            let source = AsyncStream<Bytes>(unfolding: {
                pulled.increment() < times ? Self.piece : nil
            })
            let client = try AsyncClient()
            async let response = client.post(
                server.origin + "/", body: .stream(source, length: times * Self.piece.count), timeout: 20)
            await server.wait { $0.requests.count == 1 }
            try await Task.sleep(for: .milliseconds(300))
            #expect(pulled.value * Self.piece.count < Self.bound)
            gate.open()
            #expect(try await response.statusCode == 200)
            #expect(pulled.value > times)
            #expect(gate.wasOpenInTime)
        }
    }
}
