import AIOHTTPClient
import Fetch
import FetchConformance
import HTTPValues
import HTTPX

extension IntendedDifference {
    static let use: [IntendedDifference] = [
        IntendedDifference(
            "total-timeout", .httpx, "a limit for a request as a whole", theirs: "none",
            ours: "`Timeout(5, total: 30)`",
            why: "a server that drips bytes keeps any read limit",
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
            "timeout-zero", .httpx, "`timeout: 0`", theirs: "`ConnectError`", ours: "a timeout",
            why: "that is what it is",
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
            "timeout-message", .both, "the message of a timeout", theirs: "is empty, or says `timed out`",
            ours: "says what took how long",
            why: "an error must say something",
            .play(
                Case(
                    "a timeout", why: "an error must say something", server: .replies([[.waitForClient]]),
                    client: { $0.timeouts = Timeouts(total: .milliseconds(300)) },
                    expect: [
                        .fails(.timeout(.total)),
                        .that("the message has more than a few letters") { seen in
                            guard case .failure(let failure)? = seen.outcomes.last else { return false }
                            return failure.message.count > 10
                        },
                    ]))),
        IntendedDifference(
            "timeout-type", .aiohttp, "the timeout for all of a request", theirs: "is no `ClientError`",
            ours: "is `ClientError`, `.timeout`", why: "one `catch` is enough",
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
            "cancellation", .httpx, "cancelled tasks", theirs: "can use up the pool for good",
            ours: "give their connection back", why: "a pool is for as long as its client",
            .play(
                Case(
                    "a cancelled request gives its place back", why: "httpcore#830",
                    server: .connections([[.readRequest, .waitForClient], [.readRequest, .send(reply())]]),
                    client: { $0.limits = PoolLimits(total: 1) }, needs: [.cancellation],
                    [.cancel(.get(), once: { $0.requests.count == 1 }), .send(.get())],
                    expect: [.outcome(0, .fails(.cancelled)), .outcome(1, .body("ok"))]))),
        IntendedDifference(
            "secrets", .httpx, "a password in a URL, in what `raiseForStatus()` says", theirs: "is shown",
            ours: "is hidden", why: "errors end up in logs",
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
            "trust-store", .httpx, "trusted authorities", theirs: "come with it", ours: "are those of the system",
            why: "the administrator decides",
            .look(
                httpx: "system", aiohttp: "", byHTTPX: { _, _ in "\(ClientOptions().verify)" }, byAIOHTTP: { _ in "" })
        ),
        IntendedDifference(
            "http2", .aiohttp, "HTTP/2", theirs: "none", ours: "`TCPConnector(versions:)`", why: "the engine has it",
            .file("Tests/ParityTests/LiveTests.swift")),
        IntendedDifference(
            "blocking-in-async", .httpx, "a blocking call in asynchronous code", theirs: "works, and stops everything",
            ours: "does not compile", why: "the compiler can tell",
            .file("Comparisons/SyncAndAsync/BlockingInAsync.swift")),
        IntendedDifference(
            "gather", .both, "`gather` when one fails", theirs: "the others go on", ours: "the others are cancelled",
            why: "structured concurrency", .file("Tests/FetchTests/Concurrency/GatherTests.swift")),
    ]
}
