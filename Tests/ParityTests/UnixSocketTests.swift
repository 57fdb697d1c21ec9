import AIOHTTPClient
import AIOHTTPWeb
import Fetch
import HTTPValues
import HTTPX
import TestSupport
import Testing

@Suite("Unix domain sockets", .timeLimit(.minutes(1)))
struct UnixSocketTests {
    private func withSocket(_ body: (String) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        try await body(folder.path + "/s")
    }

    @Test("A request goes to the socket, and the Host header comes from the URL")
    func reaches() async throws {
        try await withSocket { path in
            let app = Web.Application()
            app.get("/host") { request in .text(request.host) }
            try await TestServer.with(app) {
                $0.unixSocketPath = path
            } _: { _ in
                let first = try await AsyncClient.with(ClientOptions(unixSocketPath: path)) { client in
                    try await client.get("http://app.test/host").text
                }
                let connector = try UnixConnector(path: path)
                let second = try await ClientSession(connector: connector).use { session in
                    try await session.get("http://app.test/host") { try await $0.text() }
                }
                #expect([first, second] == ["app.test", "app.test"])
            }
        }
    }

    @Test("Connecting to a missing socket is a connect error")
    func missing() async throws {
        try await withSocket { path in
            let client = try AsyncClient(ClientOptions(unixSocketPath: path))
            let error = await #expect(throws: RequestError.self) { try await client.get("http://app.test/") }
            #expect(error?.kind == .connectError)
        }
    }
}
