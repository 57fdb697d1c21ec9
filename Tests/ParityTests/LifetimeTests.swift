import AIOHTTPClient
import Fetch
import FetchConformance
import Glibc
import HTTPValues
import HTTPX
import TestSupport
import Testing

/// The lifetimes of clients, responses and their connections.
@Suite("Lifetimes", .timeLimit(.minutes(1)))
struct LifetimeTests {
    @Test("A dropped client lets its requests finish")
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

    @Test("A dropped response closes its connection")
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

    @Test("Creating and closing many clients leaks no descriptors")
    func manyClients() async throws {
        try await withServer(.reply(okay)) { server in
            for _ in 0..<500 {
                let status = try await AsyncClient.with { try await $0.get(server.origin + "/").statusCode }
                #expect(status == 200)
            }
            #expect(server.log.connections == 500)
        }
    }

    @Test("A process can exit with requests in flight")
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

    @Test("A stream left unread closes its connection")
    func unread() async throws {
        let script: [ServerAction] = [
            .readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok"), .waitForClient,
        ]
        try await withServer(.connections([script, answering])) { server in
            let client = try AsyncClient()
            try await client.stream(.get, server.origin + "/") { #expect($0.statusCode == 200) }
            await server.wait { $0.endedByClient == 1 }
            #expect(try await client.get(server.origin + "/").text == "ok")
        }
    }

    @Test("An idle connection of a blocking client closes when it expires, even if no thread waits")
    func idleAgeOfThread() async throws {
        try await withServer(.connections([answering])) { server in
            let client = try Client(ClientOptions(limits: PoolLimits(idleAge: .milliseconds(100))))
            let text = await RealThread.run { try? client.get(server.origin + "/").text }
            #expect(text == "ok")
            await server.wait { $0.endedByClient == 1 }
        }
    }
}
