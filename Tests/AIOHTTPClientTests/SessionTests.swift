import AIOHTTPClient
import Testing

/// Sessions with an owned or shared connector, and their calls.
@Suite struct SessionTests {
    private let connector = TransportConnector(
        MockTransport { request in
            let query = request.url.encodedQuery ?? ""
            return MockResponse(text: [request.method.rawValue, query, request.body.utf8Text].joined(separator: " "))
        })

    @Test("A closed session rejects requests and leaves a shared connector open for others")
    func closing() async throws {
        let first = try ClientSession(connector: connector, connectorOwner: false)
        let second = try ClientSession(connector: connector, connectorOwner: false)
        #expect(try await first.get("http://mock.test/") { $0.status } == 200)
        first.close()
        await #expect {
            try await first.get("http://mock.test/")
        } throws: { error in
            let error = error as? ClientError
            return error?.kind == .runtime && error?.message == "Session is closed"
        }
        #expect(try await second.get("http://mock.test/") { $0.status } == 200)
    }

    @Test("A session that owns its connector closes it")
    func closingTheConnector() async throws {
        let owner = try ClientSession(connector: connector)
        let other = try ClientSession(connector: connector, connectorOwner: false)
        owner.close()
        for session in [owner, other] {
            await #expect {
                try await session.get("http://mock.test/")
            } throws: {
                ($0 as? ClientError)?.kind == .runtime
            }
        }
    }

    @Test("A response can be read after its session is closed")
    func readingAfterClosing() async throws {
        let session = try ClientSession(connector: connector, connectorOwner: false)
        let response = try await session.get("http://mock.test/")
        session.close()
        #expect(try await response.text() == "GET  ")
    }

    @Test("Each call sends its method and arguments in both forms")
    func calls() async throws {
        let session = try ClientSession("http://mock.test/", connector: connector)
        let text = { @Sendable (response: ClientResponse) in try await response.text() }
        // One after the other: an array of them all is too much for the compiler.
        var returned: [ClientResponse] = []
        returned.append(try await session.get("/", params: ["a": 1]))
        returned.append(try await session.options("/", params: ["a": 1]))
        returned.append(try await session.delete("/", params: ["a": 1], data: .text("x")))
        returned.append(try await session.post("/", params: ["a": 1], json: ["x": 1]))
        returned.append(try await session.put("/", params: ["a": 1], data: .text("x")))
        returned.append(try await session.patch("/", params: ["a": 1], data: .text("x")))
        returned.append(try await session.request("QUERY", "/", params: ["a": 1], data: .text("x")))
        var given: [String] = []
        given.append(try await session.get("/", params: ["a": 1], text))
        given.append(try await session.options("/", params: ["a": 1], text))
        given.append(try await session.delete("/", params: ["a": 1], data: .text("x"), text))
        given.append(try await session.post("/", params: ["a": 1], json: ["x": 1], text))
        given.append(try await session.put("/", params: ["a": 1], data: .text("x"), text))
        given.append(try await session.patch("/", params: ["a": 1], data: .text("x"), text))
        given.append(try await session.request("QUERY", "/", params: ["a": 1], data: .text("x"), text))
        let expected = [
            "GET a=1 ", "OPTIONS a=1 ", "DELETE a=1 x", #"POST a=1 {"x": 1}"#, "PUT a=1 x", "PATCH a=1 x",
            "QUERY a=1 x",
        ]
        #expect(given == expected)
        for (response, expected) in zip(returned, expected) { #expect(try await response.text() == expected) }
    }

    @Test("Only head does not follow redirects by default")
    func redirects() async throws {
        let transport = MockTransport { request in
            request.url.path == "/" ? MockResponse(302, headers: ["Location": "/found"]) : MockResponse()
        }
        let session = try ClientSession("http://mock.test/", connector: TransportConnector(transport))
        #expect(try await session.head("/") { $0.status } == 302)
        #expect(try await session.head("/", allowRedirects: true) { $0.status } == 200)
        #expect(try await session.get("/") { $0.status } == 200)
    }

    @Test("A session retries according to its policy, and by default never")
    func retry() async throws {
        for (policy, status) in [(RetryPolicy.never, 503), (RetryPolicy(attempts: 2, backoff: .milliseconds(1)), 200)] {
            let failures = Failures(1)
            let transport = MockTransport { _ in MockResponse(failures.next() ? 503 : 200) }
            let session = try ClientSession(connector: TransportConnector(transport), retry: policy)
            #expect(try await session.get("http://mock.test/") { $0.status } == status)
        }
    }
}
