import CurlTransport
import Fetch
import FetchConformance
import HTTPValues
import HTTPX
import Testing

/// The pool under load and abuse. After a cancellation, a timeout or a drop the request's slot is free again.
@Suite("The pool under load and abuse", .serialized)
struct PoolStressTests {
    private static let ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

    /// A server with responses of several shapes that take up to some tens of milliseconds.
    private static let moody = ServerPlan.routes { request in
        let mood = request.target.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % 10
        guard request.target != "/calm" else { return [.send(ok)] }
        return switch mood {
        case 0: [.pause(milliseconds: 30), .send(ok)]
        case 1: [.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nok"), .pause(milliseconds: 20), .send("ay")]
        case 2: [.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok"), .close]
        case 3: [.pause(milliseconds: 5), .reset]
        case 4:
            [
                .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n"), .pause(milliseconds: 10),
                .send("0\r\n\r\n"),
            ]
        default: [.send(ok)]
        }
    }

    @Test("Cancelling tasks in every phase leaves the pool empty", .timeLimit(.minutes(2)))
    func cancelling() async throws {
        try await withPool(PoolLimits(total: 10), Self.moody) { transport, server in
            let client = try AsyncClient(ClientOptions(timeout: 5, transport: transport))
            let end = ContinuousClock.now + .seconds(6)
            await withTaskGroup { group in
                for worker in 0..<25 {
                    group.addTask {
                        var count = 0
                        while ContinuousClock.now < end {
                            count += 1
                            let url = "\(server.origin)/\(worker)/\(count)"
                            let task = Task { await Self.doAnything(client, url) }
                            try? await Task.sleep(for: .microseconds(Int.random(in: 0..<20_000)))
                            if Bool.random() { task.cancel() }
                            await task.value
                        }
                    }
                }
            }
            try await expectOrder(client, transport, server)
        }
    }

    /// Sends a request of random shape, so that a cancellation can hit it while it waits for a connection, connects,
    /// sends, uploads chunk by chunk, waits for the head or reads.
    private static func doAnything(_ client: AsyncClient, _ url: String) async {
        switch Int.random(in: 0..<5) {
        case 0: _ = try? await client.post(url, body: .bytes(Bytes(repeating: 1, count: 1 << 18)))
        case 1: _ = try? await client.post(url, body: .stream(SlowChunks(count: 10)))
        case 2: try? await client.stream(.get, url) { _ in }
        case 3: try? await client.stream(.get, url) { response in for try await _ in response.bytes {} }
        default: _ = try? await client.get(url)
        }
    }

    @Test("Threads with random timeouts leave the pool empty", .timeLimit(.minutes(2)))
    func threads() async throws {
        try await withPool(PoolLimits(total: 10), Self.moody) { transport, server in
            let client = try Client(ClientOptions(transport: transport))
            await withTaskGroup { group in
                for worker in 0..<25 {
                    group.addTask { await RealThread.run { Self.hurry(client, server.origin, worker, .seconds(6)) } }
                }
            }
            try await expectOrder(try AsyncClient(ClientOptions(transport: transport)), transport, server)
        }
    }

    /// Sends request after request with short timeouts, and leaves streams early.
    private static func hurry(_ client: Client, _ origin: String, _ worker: Int, _ duration: Duration) {
        struct Enough: Error {}
        let end = ContinuousClock.now + duration
        var count = 0
        while ContinuousClock.now < end {
            count += 1
            let url = "\(origin)/t\(worker)/\(count)"
            let limit = Timeout(0.001 * Double(Int.random(in: 1..<20)))
            switch Int.random(in: 0..<5) {
            case 0: try? client.stream(.get, url, timeout: limit) { _ in }
            case 1: try? client.stream(.get, url, timeout: limit) { _ in throw Enough() }
            case 2: try? client.stream(.get, url, timeout: limit) { _ = try $0.nextBytes() }
            case 3: _ = try? client.post(url, body: .bytes(Bytes(repeating: 1, count: 1 << 18)), timeout: limit)
            default: _ = try? client.get(url, timeout: limit)
            }
        }
    }

    @Test("Closing a client from another thread ends its requests", .timeLimit(.minutes(1)))
    func closing() async throws {
        let server = try ScriptedServer(.routes { $0.target == "/held" ? [.waitForClient] : [.send(Self.ok)] })
        for _ in 0..<20 {
            let client = try Client(ClientOptions(timeout: .unlimited, limits: PoolLimits(total: 3)))
            let held = server.log.requests.filter { $0.target == "/held" }.count
            async let calls = gather(0..<8) { _ in
                await RealThread.run { Result { try client.get(server.origin + "/held").statusCode } }
            }
            await server.wait { $0.requests.filter { $0.target == "/held" }.count >= held + 3 }
            await RealThread.run { client.close() }
            for call in try await calls {
                let error = #expect(throws: RequestError.self) { try call.get() }
                #expect(error?.cause.kind == .closed)
            }
        }
        let status = try await AsyncClient.with { try await $0.get(server.origin).statusCode }
        #expect(status == 200)
        await server.stop()
    }

    @Test("Tasks and threads share a pool", .timeLimit(.minutes(2)))
    func sharing() async throws {
        try await withPool(PoolLimits(total: 10), Self.moody) { transport, server in
            let threads = try Client(ClientOptions(transport: transport))
            let tasks = try AsyncClient(ClientOptions(timeout: 0.02, transport: transport))
            await withTaskGroup { group in
                for worker in 0..<10 {
                    group.addTask { await RealThread.run { Self.hurry(threads, server.origin, worker, .seconds(4)) } }
                    group.addTask {
                        for count in 0..<200 { _ = try? await tasks.get("\(server.origin)/m\(worker)/\(count)") }
                    }
                }
            }
            let patient = try AsyncClient(ClientOptions(timeout: 5, transport: transport))
            try await expectOrder(patient, transport, server)
        }
    }

    @Test("Two thousand requests open no more connections than the pool allows", .timeLimit(.minutes(1)))
    func manyRequests() async throws {
        try await withPool(PoolLimits(total: 50, idle: 50), .reply(Self.ok)) {
            transport, server in
            let client = try AsyncClient(ClientOptions(timeout: .unlimited, transport: transport))
            let bodies = try await gather(0..<2000, limit: 200) { number in
                try await client.get("\(server.origin)/\(number)").text
            }
            #expect(bodies == Array(repeating: "ok", count: 2000))
            #expect(server.log.connections <= 50)
            #expect(transport.statistics.connectionsOpened <= 50)
            #expect(transport.statistics.requests == 2000)
        }
    }

    @Test("A client dropped during requests leaks nothing", .timeLimit(.minutes(1)))
    func droppedClient() async throws {
        let server = try ScriptedServer(.connections([[.readRequest, .waitForClient]]))
        var client: AsyncClient? = try AsyncClient(ClientOptions(timeout: 5))
        let task = Task { [client] in _ = try await client?.get(server.origin) }
        await server.wait { $0.requests.count == 1 }
        client = nil
        task.cancel()
        _ = await task.result
        await server.wait { $0.endedByClient == 1 }
        #expect(server.log.endedByClient == 1)
        await server.stop()
    }

    @Test("A stream dropped unread closes its connection", .timeLimit(.minutes(1)))
    func droppedStream() async throws {
        let endless: [ServerAction] = [
            .readRequest, .send("HTTP/1.1 200 OK\r\n\r\n"), .flood(Bytes(repeating: 1, count: 1 << 16)),
        ]
        let server = try ScriptedServer(.connections([endless]))
        try await AsyncClient.with(ClientOptions(timeout: 5)) { client in
            try await client.stream(.get, server.origin) { _ in }
            await server.wait { $0.endedByClient == 1 }
            #expect(server.log.endedByClient == 1)
        }
        await server.stop()
    }

    @Test("A hundred clients are created and closed", .timeLimit(.minutes(1)))
    func manyClients() async throws {
        let server = try ScriptedServer(.reply(Self.ok))
        let statuses = try await gather(0..<100, limit: 10) { _ in
            try await AsyncClient.with { try await $0.get(server.origin).statusCode }
        }
        #expect(statuses == Array(repeating: 200, count: 100))
        await server.stop()
    }

    // MARK: Helpers

    private func withPool(
        _ limits: PoolLimits, _ plan: ServerPlan, _ body: (CurlTransport, ScriptedServer) async throws -> Void
    ) async throws {
        let server = try ScriptedServer(plan)
        let transport = try CurlTransport(CurlOptions(limits: limits))
        do {
            try await body(transport, server)
        } catch {
            await server.stop()
            throw error
        }
        transport.close()
        await server.stop()
    }

    /// Expects the pool to be empty and to have room for as many requests as before.
    private func expectOrder(_ client: AsyncClient, _ transport: CurlTransport, _ server: ScriptedServer) async throws {
        let codes = try await gather(0..<10) { _ in try await client.get("\(server.origin)/calm").statusCode }
        #expect(codes == Array(repeating: 200, count: 10))
        #expect(transport.statistics.activeRequests == 0)
        #expect(transport.statistics.waitingRequests == 0)
        #expect(transport.statistics.openConnections <= 10)
        #expect(server.log.mostOpenConnections > 0)
    }
}

/// Chunks that arrive slowly.
private struct SlowChunks: AsyncSequence, Sendable {
    let count: Int

    struct AsyncIterator: AsyncIteratorProtocol {
        var left: Int

        mutating func next() async throws -> Bytes? {
            guard left > 0 else { return nil }
            left -= 1
            try await Task.sleep(for: .milliseconds(1))
            return Bytes(repeating: 1, count: 4096)
        }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(left: count) }
}
