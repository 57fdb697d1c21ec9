import AIOHTTPClient
import Fetch
import FetchConformance
import HTTPValues
import HTTPX
import Testing

/// One mock transport for all three clients.
@Suite("One mock transport for all three clients")
struct MockTransportStyleTests {
    private let transport = MockTransport { request in
        if request.method == .post { return MockResponse(201, bytes: request.body) }
        return MockResponse(json: ["path": .string(request.url.path)])
    }

    @Test("The blocking client works over a mock transport")
    func blockingClient() async throws {
        let options = ClientOptions(transport: transport)
        let (path, echo, pieces) = try await RealThread.run {
            Result {
                try Client.with(options) { client in
                    let path = try client.get("http://mock.test/hello").json["path"].string
                    let echo = try client.post("http://mock.test/", body: .chunks(["a", "b"])).text
                    let pieces = try client.stream(.get, "http://mock.test/x") { response in
                        var count = 0
                        while let piece = try response.nextBytes() { count += piece.count }
                        return count
                    }
                    return (path, echo, pieces)
                }
            }
        }.get()
        #expect(path == "/hello")
        #expect(echo == "ab")
        #expect(pieces == 13)
    }

    @Test("The asynchronous client works over a mock transport")
    func asyncClient() async throws {
        try await AsyncClient.with(ClientOptions(transport: transport)) { client in
            let path = try await client.get("http://mock.test/hello").json["path"].string
            let echo = try await client.post("http://mock.test/", body: .chunks(["a", "b"])).text
            #expect(path == "/hello")
            #expect(echo == "ab")
        }
    }

    @Test("A session works over a mock transport")
    func clientSession() async throws {
        let session = try ClientSession(connector: TransportConnector(transport))
        try await session.use { session in
            let text = try await session.get("http://mock.test/hello") { try await $0.text() }
            let status = try await session.post("http://mock.test/", data: .text("ab")) { $0.status }
            #expect(text == #"{"path":"/hello"}"#)
            #expect(status == 201)
        }
    }

    @Test("A URL that only looks like the last one is not taken for it")
    func equivalentURLs() async throws {
        let transport = MockTransport { MockResponse(bytes: Bytes($0.url.encodedPath)) }
        try await AsyncClient.with(ClientOptions(transport: transport)) { client in
            var paths: [String] = []
            // The same letter, as one character and as two (Unicode normalization forms C and D).
            for name in ["\u{E9}", "e\u{301}"] { paths.append(try await client.get("http://mock.test/\(name)").text) }
            #expect(paths == ["/%C3%A9", "/e%CC%81"])
        }
    }

    @Test("Hundreds of requests run at once")
    func hundredsAtOnce() async throws {
        try await AsyncClient.with(ClientOptions(transport: transport)) { client in
            let paths = try await gather(0..<300, limit: 50) {
                try await client.get("http://mock.test/\($0)").json["path"].string
            }
            #expect(paths == (0..<300).map { "/\($0)" })
        }
    }

    @Test("Credentials are spelled the same way in a file that imports both styles")
    func credentialsInBothStyles() async throws {
        let transport = MockTransport { MockResponse(text: $0.headers["Authorization"] ?? "none") }
        let credentials: [(AuthenticationChoice, String)] = [
            (.basic("user", "pass"), "Basic dXNlcjpwYXNz"), (.bearer("token"), "Bearer token"), (.none, "none"),
        ]
        let client = try AsyncClient(ClientOptions(transport: transport))
        let session = try ClientSession(connector: TransportConnector(transport))
        for (choice, header) in credentials {
            #expect(try await client.get("http://mock.test/", auth: choice).text == header)
            #expect(try await session.get("http://mock.test/", auth: choice) { try await $0.text() } == header)
        }
    }
}
