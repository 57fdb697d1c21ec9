import CurlTransport
import Fetch
import FetchConformance
import HTTPValues
import TestSupport
import Testing

@Suite("Events of a transfer over a socket", .timeLimit(.minutes(1)))
struct EventTests {
    /// Records the events of a transfer.
    private final class Recorder: Sendable {
        private let told = Locked<[TransferEvent]>([])

        func fetch(_ url: String, body: WireBody = .none, over transport: CurlTransport) async throws -> [TransferEvent]
        {
            let events = TransferEvents { [self] event in told.withLock { $0.append(event) } }
            let request = WireRequest(
                method: body.isNone ? .get : .post, url: try FetchURL(url), headers: [:], body: body, events: events)
            let transfer = Transfer(mode: .collect(limit: 1 << 20))
            transport.start(request, transfer)
            _ = await transfer.whole()
            return told.withLock { $0 }
        }
    }

    @Test("The first request connects and the second reuses the connection")
    func connections() async throws {
        let script: [ServerAction] = [.readRequest, .send(okay), .readRequest, .send(okay), .waitForClient]
        try await withServer(.connections([script])) { server in
            let transport = try CurlTransport()
            let first = try await Recorder().fetch(server.origin + "/", over: transport)
            let connecting = [TransferEvent.Kind.admitted, .resolving, .resolved, .connected(address: "127.0.0.1")]
            let exchanging = [TransferEvent.Kind.headSent, .responseBegan, .bodyReceived(2)]
            #expect(first.map(\.kind) == connecting + exchanging)
            #expect(zip(first, first.dropFirst()).allSatisfy { $0.time <= $1.time })
            let second = try await Recorder().fetch(server.origin + "/", over: transport)
            #expect(second.map(\.kind) == [.admitted, .reused] + exchanging)
        }
    }

    @Test("The bytes of a body are counted as they are sent")
    func bodies() async throws {
        let script: [ServerAction] = [.readRequest, .send(okay), .waitForClient]
        try await withServer(.connections([script])) { server in
            let body = Bytes(repeating: 0x61, count: 300_000)
            let events = try await Recorder().fetch(server.origin + "/", body: .bytes(body), over: try CurlTransport())
            let sent = events.reduce(0) { sum, event in
                if case .bodySent(let count) = event.kind { sum + count } else { sum }
            }
            #expect(sent == body.count)
        }
    }

    @Test("A request that has to wait for a connection reports it")
    func queueing() async throws {
        let gate = Gate()
        let script: [ServerAction] = [
            .readRequest, .run { gate.pass(within: .seconds(30)) }, .send(okay), .readRequest, .send(okay),
            .waitForClient,
        ]
        try await withServer(.connections([script])) { server in
            let transport = try CurlTransport(CurlOptions(limits: PoolLimits(total: 1)))
            async let first = transport.fetch(server.origin + "/")
            try await transport.wait { $0.activeRequests == 1 }
            async let second = Recorder().fetch(server.origin + "/", over: transport)
            try await transport.wait { $0.waitingRequests == 1 }
            gate.open()
            _ = try await first
            #expect(try await second.map(\.kind).prefix(3) == [.queued, .admitted, .reused])
        }
    }

    @Test("The events before a failure are reported")
    func failure() async throws {
        let script: [ServerAction] = [.readRequest, .close]
        try await withServer(.connections([script])) { server in
            let events = try await Recorder().fetch(server.origin + "/", over: try CurlTransport())
            #expect(events.map(\.kind).last == .headSent)
        }
    }
}

extension WireBody {
    fileprivate var isNone: Bool { if case .none = self { true } else { false } }
}
