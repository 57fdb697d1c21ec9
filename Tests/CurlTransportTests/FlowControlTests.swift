import CurlTransport
import Fetch
import FetchConformance
import HTTPValues
import TestSupport
import Testing

@Suite("Flow control", .timeLimit(.minutes(1)))
struct FlowControlTests {
    private static let piece = Bytes(repeating: 0x61, count: 64 << 10)
    /// A generous upper bound for the bytes held by a transfer and the socket buffers at both ends.
    private static let bound = 24 << 20

    @Test("A slow reader stops the sender, which resumes when the reader catches up")
    func download() async throws {
        let times = 1024
        let script: [ServerAction] = [
            .readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: \(times * Self.piece.count)\r\n\r\n"),
            .flood(Self.piece, times: times), .waitForClient,
        ]
        try await withServer(.connections([script])) { server in
            let transport = try CurlTransport()
            let transfer = try transport.begin(server.origin + "/", total: .seconds(20), mode: .stream)
            await server.wait { $0.blockedAfter != nil }
            #expect(server.log.sentBytes < Self.bound)
            var size = 0
            reading: while true {
                await transfer.partArrived()
                switch try transfer.pollPart()?.get() {
                case .bytes(let piece): size += piece.count
                case .end: break reading
                case nil: continue
                }
            }
            #expect(size == times * Self.piece.count)
        }
    }

    @Test(
        "A reader that stops short of the end gets the end when it goes on",
        arguments: [1, 1 << 10, 40_000, 100_000, 128 << 10])
    func pausedBeforeTheEnd(rest: Int) async throws {
        // As much as a transfer holds, and a rest that it refuses at first.
        let size = (2 << 20) + rest
        let script: [ServerAction] = [
            .readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: \(size)\r\n\r\n"),
            .flood(Bytes(repeating: 0x61, count: size), times: 1), .waitForClient,
        ]
        try await withServer(.connections([script])) { server in
            let transport = try CurlTransport()
            let transfer = try transport.begin(server.origin + "/", total: .seconds(20), mode: .stream)
            await server.wait { $0.sentBytes >= size }
            try await Task.sleep(for: .milliseconds(50))
            var received = 0
            reading: while true {
                await transfer.partArrived()
                switch try transfer.pollPart()?.get() {
                case .bytes(let piece): received += piece.count
                case .end: break reading
                case nil: continue
                }
            }
            #expect(received == size)
        }
    }

    @Test("A body is pulled from its source no faster than the peer accepts it")
    func upload() async throws {
        let pulled = Counter()
        let times = 1024
        let gate = Gate()
        let script: [ServerAction] = [
            .readHead, .run { gate.pass(within: .seconds(30)) }, .readBody, .send(okay), .waitForClient,
        ]
        try await withServer(.connections([script])) { server in
            let upload = UploadQueue()
            let transport = try CurlTransport()
            let transfer = try transport.begin(
                server.origin + "/", method: .post, body: .upload(length: times * Self.piece.count), upload: upload,
                total: .seconds(20))
            let source = Task {
                while pulled.value < times, await upload.room() {
                    pulled.increment()
                    upload.append(Self.piece)
                }
                upload.complete()
            }
            await server.wait { $0.requests.count == 1 }
            try await Task.sleep(for: .milliseconds(300))
            #expect(pulled.value * Self.piece.count < Self.bound)
            gate.open()
            #expect(try await transfer.whole().get().head.status == 200)
            await source.value
            #expect(pulled.value == times)
            #expect(gate.wasOpenInTime)
        }
    }
}
