import AIOHTTPClient
import CurlTransport
import Fetch
import FetchConformance
import Glibc
import HTTPValues
import HTTPX
import Testing

@Suite("Lifetimes", .timeLimit(.minutes(1)))
struct LifetimeTests {
    @Test("A dropped client lets its requests end")
    func droppedClient() async throws {
        try await withServer(.connections([[.readRequest, .pause(milliseconds: 300), .send(okay), .waitForClient]])) {
            server in
            var client: AsyncClient? = try AsyncClient()
            let task = Task { [client] in try await client?.get(server.origin + "/").text }
            client = nil
            #expect(try await task.value == "ok")
            await server.wait { $0.endedByClient == 1 }
        }
    }

    @Test("A dropped response frees its connection")
    func droppedResponse() async throws {
        let script: [ServerAction] = [
            .readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok"), .waitForClient,
        ]
        try await withServer(.connections([script])) { server in
            let session = try ClientSession()
            var response: ClientResponse? = try await session.get(server.origin + "/")
            #expect(response?.status == 200)
            response = nil
            await server.wait { $0.endedByClient == 1 }
            session.close()
        }
    }

    @Test("Closing ends what is under way and what waits, and what comes later")
    func closing() async throws {
        try await withServer(.connections([[.readRequest, .waitForClient]])) { server in
            let transport = try CurlTransport(CurlOptions(limits: PoolLimits(total: 1)))
            let transfers = try (0..<3).map { _ in try transport.begin(server.origin + "/") }
            await server.wait { $0.requests.count == 1 }
            transport.close()
            for transfer in transfers {
                #expect(await failure { try await transfer.whole().get() }?.kind == .closed)
            }
            #expect(await failure { try await transport.fetch(server.origin + "/") }?.kind == .closed)
            #expect(transport.isIdle)
            await server.wait { $0.endedByClient == 1 }
        }
    }

    @Test("Many clients come and go without leaving descriptors behind")
    func manyClients() async throws {
        try await withServer(.reply(okay)) { server in
            for _ in 0..<500 {
                let status = try await AsyncClient.with { try await $0.get(server.origin + "/").statusCode }
                #expect(status == 200)
            }
            #expect(server.log.connections == 500)
        }
    }

    @Test("A process may exit with requests under way")
    func exiting() async {
        await #expect(processExitsWith: .success) {
            let server = try ScriptedServer(.connections([[.readRequest, .waitForClient]]))
            let client = try AsyncClient()
            Task { try await client.get(server.origin + "/") }
            RealThread.start { _ = try? Client().get(server.origin + "/") }
            await server.wait { $0.requests.count == 2 }
            exit(0)
        }
    }
}
