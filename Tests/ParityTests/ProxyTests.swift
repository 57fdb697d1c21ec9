import AIOHTTPClient
import FetchConformance
import HTTPValues
import HTTPX
import TestSupport
import Testing

@Suite("Proxy URLs", .timeLimit(.minutes(1)))
struct ProxyTests {
    @Test("Both styles accept a proxy URL")
    func styles() async throws {
        try await withServer(.connections([answering])) { server in
            let url = "http://u:p@127.0.0.1:\(server.port)"
            let first = try await AsyncClient.with(ClientOptions(proxy: url)) { client in
                try await client.get("http://origin.test/x").text
            }
            let second = try await ClientSession(proxy: url).use { session in
                try await session.get("http://origin.test/y") { try await $0.text() }
            }
            #expect([first, second] == ["ok", "ok"])
            #expect(server.log.requests.map(\.target) == ["http://origin.test/x", "http://origin.test/y"])
        }
    }
}
