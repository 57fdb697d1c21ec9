import AIOHTTPClient
import Testing

/// Failures under aiohttp's names.
@Suite struct ErrorTests {
    private let transport = MockTransport { _ in MockResponse() }

    private func failure(_ body: () async throws -> ClientResponse) async -> ClientError? {
        do {
            _ = try await body()
            return nil
        } catch {
            return error as? ClientError
        }
    }

    @Test(
        "Each problem with a URL has its own error kind",
        arguments: [
            ("/path", ClientError.Kind.invalidURL), ("http:///path", .invalidURL), ("ftp:/path", .invalidURL),
            ("ftp://host/", .nonHTTPURL), ("missing://host/", .nonHTTPURL),
        ])
    func url(_ url: String, _ kind: ClientError.Kind) async throws {
        let session = try ClientSession(connector: TransportConnector(transport))
        #expect(await failure { try await session.get(url) }?.kind == kind)
    }

    @Test("A redirect to a non-HTTP URL has its own error kind")
    func redirect() async throws {
        let transport = MockTransport { _ in MockResponse(302, headers: ["Location": "missing://host/"]) }
        let session = try ClientSession(connector: TransportConnector(transport))
        #expect(await failure { try await session.get("http://mock.test/") }?.kind == .nonHTTPRedirectURL)
    }

    @Test("A request with two bodies is rejected")
    func twoBodies() async throws {
        let session = try ClientSession(connector: TransportConnector(transport))
        #expect(
            await failure { try await session.post("http://mock.test/", data: .text("a"), json: [1]) }?.kind == .value)
    }

    @Test("A kind prints as the name of aiohttp's exception")
    func kind() {
        #expect("\(ClientError.Kind.socketTimeout)" == "SocketTimeoutError")
        #expect("\([ClientError.Kind(rawValue: "Mine")])" == "[Mine]")
    }
}
