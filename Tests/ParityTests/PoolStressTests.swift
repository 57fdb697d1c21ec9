import CurlTransport
import Fetch
import FetchConformance
import HTTPX
import Testing

/// The pool under load and abuse: whatever is cancelled, times out or is dropped, its place is free again.
@Suite(.serialized) struct PoolStressTests {
    /// A server whose answers take from nothing to some milliseconds, in several shapes.
    private static let moody = ServerPlan.routes { request in
        let mood = request.target.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % 10
        guard request.target != "/calm" else { return [.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")] }
        let body = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
        return switch mood {
        case 0: [.pause(milliseconds: 30), .send(body)]
        case 1: [.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nok"), .pause(milliseconds: 20), .send("ay")]
        case 2: [.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nok"), .close]
        case 3: [.pause(milliseconds: 5), .reset]
        case 4:
            [
                .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n"), .pause(milliseconds: 10),
                .send("0\r\n\r\n"),
            ]
        default: [.send(body)]
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func cancellingTasksAtRandomLeavesThePoolEmpty() async throws {
        try await withPool(PoolLimits(total: 10), Self.moody) { transport, server in
            let client = try AsyncClient(ClientOptions(timeout: 5, transport: transport))
            let end = ContinuousClock.now + .seconds(4)
            await withTaskGroup { group in
                for worker in 0..<25 {
                    group.addTask {
                        var count = 0
                        while ContinuousClock.now < end {
                            count += 1
                            let url = "\(server.origin)/\(worker)/\(count)"
                            let task = Task { _ = try? await client.get(url) }
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

    @Test(.timeLimit(.minutes(2)))
    func droppingStreamsAtRandomLeavesThePoolEmpty() async throws {
        try await withPool(PoolLimits(total: 10), Self.moody) { transport, server in
            let client = try AsyncClient(ClientOptions(timeout: 5, transport: transport))
            let end = ContinuousClock.now + .seconds(3)
            await withTaskGroup { group in
                for worker in 0..<25 {
                    group.addTask {
                        var count = 0
                        while ContinuousClock.now < end {
                            count += 1
                            try? await client.stream(.get, "\(server.origin)/s\(worker)/\(count)") { response in
                                if Bool.random() { _ = try await response.read() }
                            }
                        }
                    }
                }
            }
            try await expectOrder(client, transport, server)
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func shortTimeLimitsOfThreadsLeaveThePoolEmpty() async throws {
        try await withPool(PoolLimits(total: 10), Self.moody) { transport, server in
            let client = try Client(ClientOptions(transport: transport))
            await withTaskGroup { group in
                for worker in 0..<25 {
                    group.addTask { await RealThread.run { Self.hurry(client, server.origin, worker) } }
                }
            }
            try await expectOrder(try AsyncClient(ClientOptions(transport: transport)), transport, server)
        }
    }

    private static func hurry(_ client: Client, _ origin: String, _ worker: Int) {
        let end = ContinuousClock.now + .seconds(4)
        var count = 0
        while ContinuousClock.now < end {
            count += 1
            let limit = Timeout(0.001 * Double(Int.random(in: 1..<20)))
            _ = try? client.get("\(origin)/t\(worker)/\(count)", timeout: limit)
        }
    }

    @Test(.timeLimit(.minutes(2)))
    func tasksAndThreadsCanShareAPool() async throws {
        try await withPool(PoolLimits(total: 10), Self.moody) { transport, server in
            let threads = try Client(ClientOptions(transport: transport))
            let tasks = try AsyncClient(ClientOptions(timeout: 0.02, transport: transport))
            await withTaskGroup { group in
                for worker in 0..<10 {
                    group.addTask { await RealThread.run { Self.hurry(threads, server.origin, worker) } }
                    group.addTask {
                        for count in 0..<200 { _ = try? await tasks.get("\(server.origin)/m\(worker)/\(count)") }
                    }
                }
            }
            let patient = try AsyncClient(ClientOptions(timeout: 5, transport: transport))
            try await expectOrder(patient, transport, server)
        }
    }

    @Test(.timeLimit(.minutes(1)))
    func twoThousandRequestsUseNoMoreConnectionsThanThePoolHas() async throws {
        try await withPool(PoolLimits(total: 50, idle: 50), .reply("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")) {
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

    @Test(.timeLimit(.minutes(1)))
    func aClientThatIsDroppedInFlightLeavesNothingBehind() async throws {
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

    @Test(.timeLimit(.minutes(1)))
    func aStreamThatIsDroppedUnreadEndsItsConnection() async throws {
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

    @Test(.timeLimit(.minutes(1)))
    func aHundredClientsComeAndGo() async throws {
        let server = try ScriptedServer(.reply("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
        let statuses = try await gather(0..<100, limit: 10) { _ in
            try await AsyncClient.with { try await $0.get(server.origin).statusCode }
        }
        #expect(statuses == Array(repeating: 200, count: 100))
        await server.stop()
    }

    // MARK: Around a test

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

    /// The pool is empty, and has room for as many requests as ever.
    private func expectOrder(_ client: AsyncClient, _ transport: CurlTransport, _ server: ScriptedServer) async throws {
        let codes = try await gather(0..<10) { _ in try await client.get("\(server.origin)/calm").statusCode }
        #expect(codes == Array(repeating: 200, count: 10))
        #expect(transport.statistics.activeRequests == 0)
        #expect(transport.statistics.waitingRequests == 0)
        #expect(transport.statistics.openConnections <= 10)
        #expect(server.log.mostOpenConnections > 0)
    }
}
