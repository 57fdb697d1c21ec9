import CurlTransport
import Fetch
import FetchConformance
import HTTPValues
import TestSupport
import Testing

@Suite("Cancellation", .timeLimit(.minutes(1)))
struct CancellationTests {
    private struct Phase: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var script: [ServerAction]
        var scheme = "http"
        var body: WireBody?
        /// Whether the server's log shows that the phase has been reached.
        var isReached: @Sendable (ServerLog) -> Bool
    }

    private static let phases = [
        Phase(
            testDescription: "TLS handshake", script: [.waitForClient], scheme: "https",
            isReached: { $0.connections == 1 }),
        Phase(
            testDescription: "upload", script: [.readHead, .pause(milliseconds: 300), .waitForClient],
            body: .bytes(Bytes(repeating: 0x61, count: 64 << 20)), isReached: { $0.requests.count == 1 }),
        Phase(
            testDescription: "waiting for the head", script: [.readRequest, .waitForClient],
            isReached: { $0.requests.count == 1 }),
        Phase(
            testDescription: "reading the body",
            script: [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok"), .waitForClient],
            isReached: { $0.sentBytes > 0 }),
    ]

    @Test("Cancelling a task frees its slot in the pool and closes its connection", arguments: phases)
    private func cancel(_ phase: Phase) async throws {
        try await withServer(.connections([phase.script, answering])) { server in
            let transport = try CurlTransport(CurlOptions(limits: PoolLimits(total: 1)))
            let url = "\(phase.scheme)://127.0.0.1:\(server.port)/"
            let task = Task {
                try await transport.fetch(url, method: phase.body == nil ? .get : .put, body: phase.body ?? .none)
            }
            await server.wait(until: phase.isReached)
            task.cancel()
            #expect(await failure { try await task.value }?.kind == .cancelled)
            #expect(transport.isIdle)
            await server.wait { $0.endedByClient == 1 }
            #expect(try await transport.fetch(server.origin + "/").body == "ok")
        }
    }

    @Test("Cancelling a task removes it from the pool's queue")
    func queued() async throws {
        try await withServer(.connections([answering])) { server in
            let transport = try CurlTransport(CurlOptions(limits: PoolLimits(total: 1)))
            // The server waits for a request, which a TLS handshake never becomes.
            let holder = try transport.begin("https://127.0.0.1:\(server.port)/")
            await server.wait { $0.connections == 1 }
            let task = Task { try await transport.fetch(server.origin + "/") }
            try await transport.wait { $0.waitingRequests == 1 }
            task.cancel()
            #expect(await failure { try await task.value }?.kind == .cancelled)
            #expect(transport.statistics.waitingRequests == 0)
            holder.cancel()
            #expect(try await transport.fetch(server.origin + "/").body == "ok")
            #expect(transport.isIdle)
        }
    }

    @Test("Cancelling a task abandons a connection that is still being established")
    func connecting() async throws {
        let listener = try FullListener()
        let transport = try CurlTransport(CurlOptions(limits: PoolLimits(total: 1)))
        let task = Task { try await transport.fetch(listener.url) }
        try await transport.wait { $0.openConnections == 1 }
        task.cancel()
        #expect(await failure { try await task.value }?.kind == .cancelled)
        #expect(transport.isIdle)
        try await transport.wait { $0.openConnections == 0 }
        try await withServer(.reply(okay)) { server in
            let body = try await transport.fetch(server.origin + "/").body
            #expect(body == "ok")
        }
    }

    @Test("A transfer paused by its reader can be cancelled")
    func paused() async throws {
        let flood: [ServerAction] = [
            .readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n"),
            .flood(Bytes(repeating: 0x61, count: 64 << 10)),
        ]
        try await withServer(.connections([flood, answering])) { server in
            let transport = try CurlTransport(CurlOptions(limits: PoolLimits(total: 1)))
            let transfer = try transport.begin(server.origin + "/", mode: .stream)
            await server.wait { $0.blockedAfter != nil }
            transfer.cancel()
            await server.wait { $0.endedByClient == 1 }
            #expect(transport.isIdle)
            #expect(try await transport.fetch(server.origin + "/").body == "ok")
        }
    }

    @Test("A task cancelled before it sends a request gets no response")
    func cancelledBefore() async throws {
        try await withServer(.reply(okay)) { server in
            let transport = try CurlTransport()
            let late = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await transport.fetch(server.origin + "/")
            }
            #expect(await failure { try await late.value }?.kind == .cancelled)
            #expect(transport.isIdle)
        }
    }
}
