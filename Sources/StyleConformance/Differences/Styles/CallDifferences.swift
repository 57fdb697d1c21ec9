import AIOHTTPClient
import Fetch
import FetchConformance
import HTTPValues
import HTTPX

extension StyleDifference {
    static let calls = about(
        .calls,
        [
            StyleDifference(
                "blocking", "code without `await`", httpx: "yes, and with `await`", aiohttp: "no", isDecisive: true,
                .file("Comparisons/SyncAndAsync/README.md")),
            StyleDifference(
                "server", "a web server", httpx: "no", aiohttp: "`Web.Application`, `TestServer`", isDecisive: true,
                .file("Comparisons/Choosing/ChoosingAIOHTTP.swift")),
            StyleDifference(
                "arrival", "a response is there", httpx: "with its body", aiohttp: "with its head", isDecisive: true,
                .look(
                    at: .replies([[.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n"), .waitForClient]]),
                    httpx: "ReadTimeout", aiohttp: "200",
                    byHTTPX: { caller, server in
                        "\(try await caller.get(server.origin, ClientOptions(timeout: 0.3)).statusCode)"
                    },
                    byAIOHTTP: { server in
                        try await ClientSession.with(timeout: ClientTimeout(sockRead: 0.3)) { session in
                            "\(try await session.get(server.origin).status)"
                        }
                    })),
        ])
}
