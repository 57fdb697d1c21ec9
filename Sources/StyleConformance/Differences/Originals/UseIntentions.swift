import AIOHTTPClient
import Fetch
import FetchConformance
import HTTPValues
import HTTPX

extension IntendedDifference {
    static let use: [IntendedDifference] = [
        IntendedDifference(
            "total-timeout", .httpx, "an overall timeout for a request", theirs: "none",
            ours: "`Timeout(5, total: 30)`",
            why: "a server that drips bytes never hits a read timeout",
            .look(
                at: .replies([
                    [
                        .send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"),
                        .drip(String(repeating: "x", count: 1000), milliseconds: 10),
                    ]
                ]), httpx: "TotalTimeout", aiohttp: "",
                byHTTPX: { caller, server in
                    try await caller.get(server.origin, ClientOptions(timeout: Timeout(5, total: 0.5))).text
                }, byAIOHTTP: { _ in "" })),
        IntendedDifference(
            "timeout-zero", .httpx, "`timeout: 0`", theirs: "`ConnectError`", ours: "a timeout error",
            why: "the timeout is the cause",
            .look(
                httpx: "true", aiohttp: "",
                byHTTPX: { caller, server in
                    do {
                        return "\(try await caller.get(server.origin, ClientOptions(timeout: 0)).statusCode)"
                    } catch let error as RequestError {
                        return "\(error.isTimeout)"
                    }
                }, byAIOHTTP: { _ in "" })),
        IntendedDifference(
            "timeout-message", .both, "the message of a timeout error", theirs: "empty, or `timed out`",
            ours: "says what timed out",
            why: "an error must explain itself",
            .play(
                Case(
                    "a timeout", why: "an error must explain itself", server: .replies([[.waitForClient]]),
                    client: { $0.timeout = FetchTimeout(total: .milliseconds(300)) },
                    expect: [
                        .fails(.timeout(.total)),
                        .that("the message has more than 10 characters") { seen in
                            guard case .failure(let failure)? = seen.outcomes.last else { return false }
                            return failure.message.count > 10
                        },
                    ]))),
        IntendedDifference(
            "timeout-type", .aiohttp, "the error of an overall timeout", theirs: "not a `ClientError`",
            ours: "`ClientError` of kind `.timeout`", why: "one `catch` is enough",
            .look(
                at: .replies([[.waitForClient]]), httpx: "", aiohttp: "TimeoutError", byHTTPX: { _, _ in "" },
                byAIOHTTP: { server in
                    try await ClientSession.with(timeout: 0.3) { session in
                        do {
                            return "\(try await session.get(server.origin).status)"
                        } catch let error as ClientError {
                            return error.kind.rawValue
                        }
                    }
                })),
        IntendedDifference(
            "cancellation", .httpx, "cancelled tasks", theirs: "can exhaust the pool for good",
            ours: "free their place in the pool", why: "the pool must last as long as its client",
            .play(
                Case(
                    "a cancelled request frees its place in the pool", why: "httpcore#830",
                    server: .connections([[.readRequest, .waitForClient], [.readRequest, .send(reply())]]),
                    client: { $0.limits = PoolLimits(total: 1) }, needs: [.cancellation],
                    [.cancel(.get(), once: { $0.requests.count == 1 }), .send(.get())],
                    expect: [.outcome(0, .fails(.cancelled)), .outcome(1, .body("ok"))]))),
        IntendedDifference(
            "secrets", .httpx, "a URL's password in the error of `raiseForStatus()`", theirs: "shown",
            ours: "hidden", why: "errors end up in logs",
            .look(
                at: .reply(reply("500 Oops")), httpx: "hidden", aiohttp: "",
                byHTTPX: { caller, server in
                    let response = try await caller.get("http://user:s3cret@127.0.0.1:\(server.port)/")
                    do {
                        try response.raiseForStatus()
                        return "no error"
                    } catch {
                        return "\(error)".contains("s3cret") ? "shown" : "hidden"
                    }
                }, byAIOHTTP: { _ in "" })),
        IntendedDifference(
            "trust-store", .httpx, "trusted CA certificates", theirs: "bundled", ours: "the system's",
            why: "the administrator decides",
            .look(
                httpx: "system", aiohttp: "", byHTTPX: { _, _ in "\(ClientOptions().verify)" }, byAIOHTTP: { _ in "" })
        ),
        IntendedDifference(
            "http2", .aiohttp, "HTTP/2", theirs: "not supported", ours: "`TCPConnector(versions:)`",
            why: "the engine supports it",
            .file("Tests/ParityTests/LiveTests.swift")),
        IntendedDifference(
            "blocking-in-async", .httpx, "a blocking call in asynchronous code", theirs: "works, but blocks everything",
            ours: "does not compile", why: "the compiler can catch it",
            .file("Comparisons/SyncAndAsync/BlockingInAsync.swift")),
        IntendedDifference(
            "gather", .both, "`gather`, if one call fails", theirs: "the others continue",
            ours: "the others are cancelled",
            why: "structured concurrency", .file("Tests/FetchTests/Concurrency/GatherTests.swift")),
    ]
}
