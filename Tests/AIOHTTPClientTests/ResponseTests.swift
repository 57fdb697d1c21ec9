import AIOHTTPClient
import Testing

/// Responses whose body is read on demand.
@Suite struct ResponseTests {
    private func session(
        raiseForStatus: Bool = false, maxBodySize: Int = 1 << 20, _ response: MockResponse
    ) throws -> ClientSession {
        try ClientSession(
            connector: TransportConnector(MockTransport { _ in response }), raiseForStatus: raiseForStatus,
            maxBodySize: maxBodySize)
    }

    private func failure<Value>(_ body: () async throws -> Value) async -> ClientError? {
        do {
            _ = try await body()
            return nil
        } catch {
            return error as? ClientError
        }
    }

    @Test("A body can be read more than once and in several forms")
    func reading() async throws {
        let response = try await session(MockResponse(json: ["a": 1])).get("http://mock.test/")
        #expect(try await response.text() == #"{"a":1}"#)
        #expect(try await response.json()["a"].int == 1)
        #expect(try await response.read().count == 7)
    }

    @Test("JSON with another Content-Type is rejected unless any type is allowed")
    func contentType() async throws {
        let response = try await session(MockResponse(text: "[1]")).get("http://mock.test/")
        let error = await failure { try await response.json() }
        #expect(error?.kind == .contentType)
        #expect(error?.status == 200)
        #expect(error?.body == "[1]")
        #expect(try await response.json(contentType: .any) == [1])
    }

    @Test("A blank body decodes as null")
    func blank() async throws {
        let response = try await session(
            MockResponse(headers: ["Content-Type": "application/json"], bytes: " \r\n")
        ).get("http://mock.test/")
        #expect(try await response.json() == .null)
    }

    @Test("Text that does not match its encoding throws unless errors are replaced")
    func encoding() async throws {
        let headers: Headers = ["Content-Type": "text/plain; charset=UTF-8"]
        let response = try await session(MockResponse(headers: headers, bytes: [0xFF])).get("http://mock.test/")
        await #expect(throws: (any Error).self) { try await response.text() }
        #expect(try await response.text(errors: .replace) == "\u{FFFD}")
        #expect(try await response.text(encoding: "latin-1") == "ÿ")
    }

    @Test("raiseForStatus throws for 400 and above", arguments: [(200, true), (302, true), (400, false)])
    func raiseForStatus(_ status: Int, _ ok: Bool) async throws {
        let response = try await session(MockResponse(status)).get("http://mock.test/")
        #expect(response.ok == ok)
        let asked = await failure { try response.raiseForStatus() }
        let always = await failure {
            try await session(raiseForStatus: true, MockResponse(status)).get("http://mock.test/")
        }
        for error in [asked, always] {
            #expect((error == nil) == ok)
            #expect(error?.status == (ok ? nil : status))
        }
    }

    @Test("A body larger than the session allows throws")
    func limit() async throws {
        let response = try await session(maxBodySize: 9, MockResponse(text: "0123456789")).get("http://mock.test/")
        #expect(await failure { try await response.read() }?.kind == .bodyTooLarge)
    }
}
