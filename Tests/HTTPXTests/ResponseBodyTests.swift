import HTTPX
import Testing

/// The body of a response as text and JSON.
@Suite struct ResponseBodyTests {
    private func response(_ type: String?, _ body: Bytes) async throws -> Response {
        let headers: Headers = type.map { ["Content-Type": $0] } ?? [:]
        let transport = MockTransport { _ in MockResponse(headers: headers, bytes: body) }
        return try await AsyncClient(ClientOptions(transport: transport)).get("http://mock.test/")
    }

    @Test(
        "Text is decoded in the charset of the Content-Type or in UTF-8, and decoding never fails",
        arguments: [
            (nil, [0xC3, 0xA9], "é"), ("text/plain; charset=ISO-8859-1", [0xE9], "é"),
            ("text/plain; charset=none-such", [0xC3, 0xA9], "é"), ("text/plain", [0xFF], "\u{FFFD}"),
        ] as [(String?, [UInt8], String)])
    func text(_ type: String?, _ body: [UInt8], _ text: String) async throws {
        #expect(try await response(type, Bytes(body)).text == text)
    }

    @Test("Text can be decoded in another encoding than the response names")
    func otherEncoding() async throws {
        let response = try await response("text/plain; charset=utf-8", [0xE9]).decoded(as: "latin-1")
        #expect(response.text == "é")
        #expect(response.encoding == "latin-1")
        #expect(response.charsetEncoding == "utf-8")
    }

    @Test("JSON is parsed whatever the Content-Type is")
    func json() async throws {
        struct Value: Decodable, Equatable { var a: Int }
        let response = try await response("text/plain", Bytes(#"{"a": 1}"#))
        #expect(try response.json["a"].int == 1)
        #expect(try response.json(as: Value.self) == Value(a: 1))
    }

    @Test("A body larger than the client allows throws")
    func limit() async throws {
        let transport = MockTransport { _ in MockResponse(text: "0123456789") }
        let client = try AsyncClient(ClientOptions(maxBodySize: 9, transport: transport))
        await #expect {
            try await client.get("http://mock.test/")
        } throws: {
            ($0 as? RequestError)?.kind == .bodyTooLarge
        }
    }
}
