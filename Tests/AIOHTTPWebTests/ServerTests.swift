import AIOHTTPWeb
import HTTPValues
import Synchronization
import TestSupport
import Testing

/// Start, stop, middlewares, mounts and statistics.
@Suite struct ServerTests {
    private static func get(_ path: String) -> String { "GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n" }

    private final class Journal: Sendable {
        private let lines = Mutex<[String]>([])
        func add(_ line: String) { lines.withLock { $0.append(line) } }
        var all: [String] { lines.withLock { $0 } }
    }

    /// Opens once. Every waiter waits until then.
    private final class Gate: Sendable {
        private let stream: AsyncStream<Void>
        private let continuation: AsyncStream<Void>.Continuation
        init() { (stream, continuation) = AsyncStream.makeStream() }
        func open() { continuation.finish() }
        func wait() async { for await _ in stream {} }
    }

    @Test func statisticsCount() async throws {
        try await TestServer.with(sampleApplication()) { server in
            for _ in 0..<2 {
                let requests = Self.get("/a") + Self.get("/a") + Self.get("/none")
                try await RawClient(server).run([.send(requests), .shutdown, .receiveToEnd])
            }
            let counted = server.statistics
            #expect(counted.connectionsAccepted == 2)
            #expect(counted.requests == 6)
            #expect(counted.maximumActiveRequests >= 1)
            #expect(counted.activeRequests == 0)
            #expect(counted.tlsHandshakes == 0)
            server.resetStatistics()
            #expect(server.statistics.requests == 0)
        }
    }

    @Test func middlewaresWrapRoutesAndUnknownPaths() async throws {
        let journal = Journal()
        func middleware(_ name: String) -> Web.Middleware {
            { request, next in
                journal.add("\(name)>")
                defer { journal.add("<\(name)") }
                return try await next(request)
            }
        }
        let app = Web.Application(middlewares: [middleware("root1")])
        app.add(middleware("root2"))
        let sub = Web.Application(middlewares: [middleware("sub")])
        sub.get("/x") { _ in
            journal.add("handler")
            return .text("x")
        }
        app.mount("/sub", sub)
        try await TestServer.with(app) { server in
            let found = try await RawClient(server).run([.send(Self.get("/sub/x")), .shutdown, .receiveToEnd])
            #expect(RawResponse(found).status == 200)
            #expect(journal.all == ["root1>", "root2>", "sub>", "handler", "<sub", "<root2", "<root1"])
            let missing = try await RawClient(server).run([.send(Self.get("/sub/y")), .shutdown, .receiveToEnd])
            #expect(RawResponse(missing).status == 404)
            #expect(journal.all.dropFirst(7) == ["root1>", "root2>", "sub>", "<sub", "<root2", "<root1"])
            let outside = try await RawClient(server).run([.send(Self.get("/subs")), .shutdown, .receiveToEnd])
            #expect(RawResponse(outside).status == 404)
            #expect(journal.all.dropFirst(13) == ["root1>", "root2>", "<root2", "<root1"])
        }
    }

    @Test func hooksRunInOrder() async throws {
        let journal = Journal()
        let app = Web.Application()
        let sub = Web.Application()
        for (name, application) in [("root", app), ("sub", sub)] {
            application.onStartup { journal.add("\(name) startup") }
            application.onShutdown { journal.add("\(name) shutdown") }
            application.onCleanup { journal.add("\(name) cleanup") }
        }
        app.mount("/sub", sub)
        try await TestServer.with(app) { _ in journal.add("serving") }
        #expect(
            journal.all == [
                "root startup", "sub startup", "serving", "root shutdown", "sub shutdown", "root cleanup",
                "sub cleanup",
            ])
    }

    @Test func failingStartupHookKeepsTheServerFromStarting() async throws {
        let app = Web.Application()
        app.onStartup { throw SampleError() }
        let server = Web.Server(app, configuration: .init(host: "127.0.0.1", port: 0))
        await #expect(throws: SampleError.self) { try await server.start() }
    }

    @Test func stopWaitsForHandlersAndClosesIdleConnections() async throws {
        // An address of its own: another server could soon have the port on the usual one.
        let host: UInt8 = 86
        let arrived = Gate()
        let release = Gate()
        let app = sampleApplication()
        app.get("/slow") { _ in
            arrived.open()
            await release.wait()
            return .text("done")
        }
        let server = Web.Server(app, configuration: .init(host: "127.0.0.\(host)", port: 0))
        let port = try await server.start()
        let answered = Gate()
        async let idle = RawClient(port: port, host: host).run([
            .send(Self.get("/a")), .receive(until: "\r\n\r\na"), .perform { answered.open() }, .receiveToEnd,
        ])
        await answered.wait()
        async let slow = RawClient(port: port, host: host).run([.send(Self.get("/slow")), .receiveToEnd])
        await arrived.wait()
        async let stopped: Void = server.stop()
        // The idle connection closes while the slow handler is still running.
        #expect(RawResponse(try await idle).status == 200)
        release.open()
        let answer = RawResponse(try await slow)
        #expect(answer.body == "done")
        #expect(answer["Connection"] == "close")
        await stopped
        #expect(server.statistics.openConnections == 0)
        await #expect(throws: SystemFailure.self) {
            _ = try await RawClient(port: port, host: host).run([.receiveToEnd])
        }
    }

    @Test func stopCancelsHandlersThatTakeTooLong() async throws {
        let arrived = Gate()
        let cancelled = Gate()
        let app = Web.Application()
        app.get("/") { _ in
            arrived.open()
            await withTaskCancellationHandler {
                await cancelled.wait()
            } onCancel: {
                cancelled.open()
            }
            return .text("late")
        }
        var configuration = Web.ServerConfiguration(host: "127.0.0.1", port: 0)
        configuration.shutdownTimeout = .milliseconds(100)
        let server = Web.Server(app, configuration: configuration)
        let port = try await server.start()
        async let text = RawClient(port: port).run([.send(Self.get("/")), .receiveToEnd])
        await arrived.wait()
        await server.stop()
        await cancelled.wait()
        #expect(try await text == "")
    }

    @Test func clientThatLeavesCancelsTheHandler() async throws {
        let arrived = Gate()
        let cancelled = Gate()
        let app = Web.Application()
        app.get("/") { _ in
            arrived.open()
            await withTaskCancellationHandler {
                await cancelled.wait()
            } onCancel: {
                cancelled.open()
            }
            return .text("late")
        }
        try await TestServer.with(app, configure: { $0.halfCloseTimeout = .zero }) { server in
            async let done: String = RawClient(server).run([.send(Self.get("/")), .shutdown])
            await arrived.wait()
            await cancelled.wait()
            _ = try await done
        }
    }

    @Test func streamToAClientThatLeavesEndsWithAnError() async throws {
        let failure = Mutex<(any Error)?>(nil)
        let ended = Gate()
        let app = Web.Application()
        app.get("/") { _ in
            .stream { writer in
                defer { ended.open() }
                do {
                    while true { try await writer.write(Bytes(repeating: 0x61, count: 1 << 16)) }
                } catch {
                    failure.withLock { $0 = error }
                    throw error
                }
            }
        }
        try await TestServer.with(app) { server in
            _ = try await RawClient(server).run([.send(Self.get("/")), .receive(until: "aaaa")])
            await ended.wait()
        }
        #expect(failure.withLock { $0 as? Web.ResponseError } == .disconnected)
    }

    @Test func slowReaderHoldsTheWriterBack() async throws {
        let written = Atomic(0)
        let ended = TestSupport.Gate()
        let app = Web.Application()
        app.get("/") { _ in
            .stream(length: 64 << 20) { writer in
                defer { ended.open() }
                for _ in 0..<64 {
                    try await writer.write(Bytes(repeating: 0x61, count: 1 << 20))
                    written.add(1, ordering: .relaxed)
                }
            }
        }
        try await TestServer.with(app, configure: { $0.bodyTimeout = .milliseconds(300) }) { server in
            // Reads only the head, then nothing until the server gives up.
            _ = try await RawClient(server).run([
                .send(Self.get("/")), .receive(until: "\r\n\r\n"), .hold(until: ended),
            ])
        }
        #expect(written.load(ordering: .relaxed) < 64)
    }

    @Test func runStopsWithItsTask() async throws {
        let server = Web.Server(sampleApplication(), configuration: .init(host: "127.0.0.1", port: 0))
        try await server.start()
        let task = Task { try await server.run() }
        task.cancel()
        try await task.value
        #expect(server.port == nil)
    }
}
