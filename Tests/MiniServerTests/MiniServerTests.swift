import AIOHTTPWeb
import MiniServer
import Testing

@Suite struct MiniServerTests {
    @Test func serves() async throws {
        try await TestServer.with(MiniServer.application()) { server in
            #expect(server.port > 0)
        }
    }
}
