import AIOHTTPWeb
import CurlTransport
import Fetch
import Glibc
import HTTPValues
import TestSupport
import Testing

/// A response that arrived while the loop was blocked is not late, however long the loop was blocked.
@Suite("A blocked event loop", .timeLimit(.minutes(1)))
struct HeldUpLoopTests {
    @Test("A blocked loop still delivers the responses of streams that share a connection")
    func manyStreams() async {
        await #expect(processExitsWith: .success) {
            let certificate = try await TemporaryCertificate.make()
            try await HeldUpLoopTests.check(count: 90, certificate, .http2)
        }
    }

    @Test("A blocked loop still delivers the responses of more connections than `epoll` reports at a time")
    func manyConnections() async {
        await #expect(processExitsWith: .success) {
            try await HeldUpLoopTests.check(count: 400, nil, .http1)
        }
    }

    /// Lets all responses arrive while the loop is blocked for longer than any read timeout, the one with
    /// the shortest timeout last. Runs in its own process, because all clients of a process share the loop.
    private static func check(count: Int, _ certificate: TemporaryCertificate?, _ versions: HTTPVersions) async throws {
        let held = HeldRequests()
        let app = Web.Application()
        app.get("/") { _ in .text("ok") }
        app.get("/held/{number}") { request in
            await held.wait(request.match["number"].flatMap { Int($0) } ?? 0)
            return .text("ok")
        }
        try await TestServer.with(app, tls: certificate?.tls, http2: versions != .http1) { server in
            let trust = certificate.map { TLSOptions.Verification.authorities(path: $0.certificate) } ?? .system
            let transport = try CurlTransport(
                CurlOptions(limits: PoolLimits(total: count), tls: TLSOptions(verification: trust), versions: versions))
            // After this request the transport knows whether requests can share a connection.
            #expect(try await transport.fetch(server.baseURL + "/").body == "ok")
            let transfers = try (0..<count).map { number in
                let limit = FetchTimeout(read: .milliseconds(3000 + number))
                return try transport.begin("\(server.baseURL)/held/\(number)", timeout: limit)
            }
            while held.count < count { try await Task.sleep(for: .milliseconds(5)) }
            await Task(executorPreference: CurlTransport.executor) {
                held.releaseLastFirst()
                usleep(4_000_000)
            }.value
            for transfer in transfers { #expect(try await transfer.whole().get().body == "ok") }
        }
    }
}

/// Holds handlers until they are released.
private final class HeldRequests: Sendable {
    private let waiting = Locked<[Int: CheckedContinuation<Void, Never>]>([:])

    var count: Int { waiting.withLock { $0.count } }

    func wait(_ number: Int) async {
        await withCheckedContinuation { continuation in waiting.withLock { $0[number] = continuation } }
    }

    func releaseLastFirst() {
        for (_, continuation) in waiting.withLock({ $0 }).sorted(by: { $0.key > $1.key }) { continuation.resume() }
    }
}
