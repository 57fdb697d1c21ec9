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

    @Test("One pattern catches every timeout, as in aiohttp, and nothing else", arguments: FetchError.Phase.allCases)
    func timeouts(phase: FetchError.Phase) async throws {
        func caught(_ failure: FetchError) async throws -> Bool {
            let transport = MockTransport { _ in throw failure }
            do {
                try await ClientSession(connector: TransportConnector(transport)).get("http://mock.test/")
                return false
            } catch ClientError.timeout {
                return true
            } catch {
                return false
            }
        }
        #expect(try await caught(FetchError(.timeout(phase), "too slow")))
        #expect(try await !caught(FetchError(.connect, "refused")))
        #expect(ClientError.timeout ~= ClientError(.socketTimeout, "mine"))
        #expect(!(ClientError.socketTimeout ~= ClientError(.timeout, "mine")))
    }

    @Test("A body that is not declared as JSON is a failure of its own kind, in the terms of both styles")
    func contentType() async throws {
        let transport = MockTransport { _ in MockResponse(text: "[1]") }
        let session = try ClientSession(connector: TransportConnector(transport))
        for decodes in [false, true] {
            let error = await #expect(throws: ClientError.self) {
                let response = try await session.get("http://mock.test/")
                if decodes { _ = try await response.json(as: [Int].self) } else { _ = try await response.json() }
            }
            #expect(error?.kind == .contentType && error?.status == 200)
            #expect(error?.failure.kind == .contentType)
            #expect(error?.failure.url == "http://mock.test/")
            #expect(error?.isTimeout == false && error?.isNetworkError == false)
        }
    }

    @Test(
        "An error without a cause is the failure that its kind stands for",
        arguments: [
            .response, .contentType, .httpProxy, .tooManyRedirects, .connector, .connectorDNS, .connectorSSL,
            .connectorCertificate, .proxyConnection, .os, .serverDisconnected, .connection, .connectionTimeout,
            .socketTimeout, .timeout, .payload, .bodyTooLarge, .invalidURL, .invalidRedirectURL, .nonHTTPURL,
            .nonHTTPRedirectURL, .value, .runtime,
        ] as [ClientError.Kind])
    func failures(kind: ClientError.Kind) async throws {
        let failure = ClientError(kind, "mine", url: "http://mock.test/").failure
        #expect(failure.message == "mine" && failure.url == "http://mock.test/")
        let transport = MockTransport { _ in throw failure }
        let session = try ClientSession(connector: TransportConnector(transport))
        #expect(await self.failure { try await session.get("http://mock.test/") }?.kind == kind)
    }
}
