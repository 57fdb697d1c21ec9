import HTTPX
import Testing

/// Failures under httpx's names.
@Suite struct ErrorTests {
    @Test(
        "A URL without a scheme or host, or with an unknown scheme, is an unsupported protocol",
        arguments: ["/path", "http:///path", "ftp://host/", "missing://host/"])
    func url(_ url: String) async throws {
        let client = try AsyncClient(ClientOptions(transport: MockTransport { _ in MockResponse() }))
        await #expect {
            try await client.get(url)
        } throws: {
            ($0 as? RequestError)?.kind == .unsupportedProtocol
        }
    }

    @Test("A closed client rejects requests")
    func closed() async throws {
        let client = try AsyncClient(ClientOptions(transport: MockTransport { _ in MockResponse() }))
        client.close()
        await #expect {
            try await client.get("http://mock.test/")
        } throws: { error in
            let error = error as? RequestError
            return error?.kind == .runtimeError && error?.message == "The client has been closed"
        }
    }

    @Test("A kind prints as the name of httpx's exception")
    func kind() {
        #expect("\(RequestError.Kind.readTimeout)" == "ReadTimeout")
        #expect("\([RequestError.Kind(rawValue: "Mine")])" == "[Mine]")
    }
}
