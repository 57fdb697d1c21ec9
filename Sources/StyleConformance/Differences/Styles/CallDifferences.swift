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
                "blocking", "blocking calls", httpx: "yes, as well as `await`", aiohttp: "no, `await` only",
                isDecisive: true,
                .file("Comparisons/SyncAndAsync/README.md")),
            StyleDifference(
                "server", "web server", httpx: "no", aiohttp: "`Web.Application`, `TestServer`", isDecisive: true,
                .file("Comparisons/Choosing/ChoosingAIOHTTP.swift")),
            StyleDifference(
                "arrival", "a call returns", httpx: "when the body is complete", aiohttp: "when the headers arrive",
                isDecisive: true,
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
