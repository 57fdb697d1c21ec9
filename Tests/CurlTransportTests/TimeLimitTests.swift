import CurlTransport
import Fetch
import FetchConformance
import Glibc
import HTTPValues
import TestSupport
import Testing

@Suite("Timeouts", .timeLimit(.minutes(1)))
struct TimeLimitTests {
    private static let short = Duration.milliseconds(200)
    private static let large = WireBody.bytes(Bytes(repeating: 0x61, count: 64 << 20))

    private struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var expected: FetchError.Phase
        var script: [ServerAction]
        var scheme = "http"
        var method = HTTPMethod.get
        var body = WireBody.none
        var timeout = FetchTimeout.none
        var total: Duration?
    }

    private static let cases = [
        Case(
            testDescription: "a TLS handshake without answer", expected: .connect, script: [.waitForClient],
            scheme: "https", timeout: FetchTimeout(connect: short)),
        Case(
            testDescription: "silence instead of a head", expected: .read, script: [.readRequest, .waitForClient],
            timeout: FetchTimeout(read: short)),
        Case(
            testDescription: "silence within the body", expected: .read,
            script: [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok"), .waitForClient],
            timeout: FetchTimeout(read: short)),
        Case(
            testDescription: "a body that nobody takes", expected: .write,
            script: [.readHead, .pause(milliseconds: 30_000)], method: .put, body: large,
            timeout: FetchTimeout(read: .seconds(20), write: short)),
        Case(
            testDescription: "a body that drips", expected: .total,
            script: [
                .readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"),
                .drip(String(repeating: "x", count: 900), milliseconds: 20),
            ], timeout: FetchTimeout(read: .seconds(20)), total: .milliseconds(400)),
        Case(
            testDescription: "no time to connect", expected: .connect, script: [.waitForClient],
            timeout: FetchTimeout(connect: .zero)),
        Case(
            testDescription: "no time to read", expected: .read, script: [.readRequest, .waitForClient],
            timeout: FetchTimeout(read: .zero)),
        Case(testDescription: "no time at all", expected: .total, script: [.waitForClient], total: .zero),
        Case(
            testDescription: "less than no time", expected: .total, script: [.waitForClient], total: .seconds(-1)),
    ]

    @Test("Each timeout has its own error, and the pool serves the next request", arguments: cases)
    private func limit(_ test: Case) async throws {
        // A timeout of zero may expire before a connection is made, so every connection gets the good script.
        let mayNotConnect = test.timeout.connect == .zero || test.total.map { $0 <= .zero } == true
        let scripts = mayNotConnect ? [answering] : [test.script, answering]
        try await withServer(.connections(scripts)) { server in
            let transport = try CurlTransport()
            let url = "\(test.scheme)://127.0.0.1:\(server.port)/"
            let error = await failure {
                try await transport.fetch(
                    url, method: test.method, body: test.body, timeout: test.timeout, total: test.total)
            }
            #expect(error?.kind == .timeout(test.expected))
            #expect(error?.message.isEmpty == false)
            #expect(transport.isIdle)
            #expect(try await transport.fetch(server.origin + "/").body == "ok")
        }
    }

    @Test("Connecting to a full backlog runs into the connect timeout")
    func backlog() async throws {
        let listener = try FullListener()
        let transport = try CurlTransport()
        let error = await failure {
            try await transport.fetch(listener.url, timeout: FetchTimeout(connect: Self.short))
        }
        #expect(error?.kind == .timeout(.connect))
        #expect(transport.isIdle)
    }

    @Test("Waiting for a slot in the pool times out", arguments: [short, .zero])
    func pool(limit: Duration) async throws {
        try await withServer(.connections([[.readRequest, .waitForClient], answering])) { server in
            let transport = try CurlTransport(CurlOptions(limits: PoolLimits(total: 1)))
            let first = try transport.begin(server.origin + "/")
            await server.wait { $0.requests.count == 1 }
            let error = await failure {
                try await transport.fetch(server.origin + "/", timeout: FetchTimeout(pool: limit))
            }
            #expect(error?.kind == .timeout(.pool))
            #expect(transport.statistics.waitingRequests == 0)
            first.cancel()
            #expect(
                try await transport.fetch(server.origin + "/", timeout: FetchTimeout(pool: .seconds(20))).body == "ok")
        }
    }
}
