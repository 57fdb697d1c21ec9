import AIOHTTP
import Fetch
import HTTPX
import RealThreads
import Testing

/// A transport of one's own, under clients of both styles.
@Suite("A custom transport")
struct CustomTransportTests {
    /// Echoes the request.
    private func transport() -> MemoryTransport {
        MemoryTransport { request, body in
            switch request.url.path {
            case "/moved":
                MemoryTransport.Answer(status: 302, headers: ["Location": "/target"])
            default:
                MemoryTransport.Answer(
                    headers: ["Content-Type": "text/plain"],
                    pieces: [Bytes("\(request.method) \(request.url.path) "), body])
            }
        }
    }

    @Test("A custom transport works with the blocking client")
    func blockingClient() async throws {
        let text = try await onThread {
            try Client.with(ClientOptions(transport: transport())) { client in
                try client.post("http://memory.test/a", body: .chunks(["x", "y"])).text
            }
        }
        #expect(text == "POST /a xy")
    }

    @Test("A custom transport works with the asynchronous client, including redirects and streams")
    func asyncClient() async throws {
        let options = ClientOptions(followRedirects: true, transport: transport())
        try await AsyncClient.with(options) { client in
            let response = try await client.get("http://memory.test/moved")
            #expect(response.text == "GET /target ")
            #expect(response.history.map(\.statusCode) == [302])
            #expect(response.trailers["X-Trailer"] == "memory")
            let upload = AsyncStream<Bytes> { source in
                source.yield("one ")
                source.yield("two")
                source.finish()
            }
            let pieces = try await client.stream(.post, "http://memory.test/s", body: .stream(upload)) { response in
                var body = Bytes()
                for try await piece in response.bytes { body = Bytes(Array(body) + Array(piece)) }
                return body
            }
            #expect(pieces == "POST /s one two")
        }
    }

    @Test("A custom transport works with a session")
    func session() async throws {
        let connector = TransportConnector(transport())
        try await ClientSession(connector: connector).use { session in
            let text = try await session.post("http://memory.test/a", data: .text("x")) { try await $0.text() }
            #expect(text == "POST /a x")
        }
    }

    @Test("After close(), requests throw an error of kind closed")
    func closed() async throws {
        let client = try AsyncClient(ClientOptions(transport: transport()))
        client.close()
        let error = await #expect(throws: RequestError.self) { try await client.get("http://memory.test/") }
        #expect(error?.cause.kind == .closed)
    }
}
