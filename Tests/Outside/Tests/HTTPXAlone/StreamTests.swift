import HTTPX
import Loopback
import Testing

/// Bodies, read as they arrive.
@Suite("Streams of HTTPX")
struct StreamTests {
    private let client: AsyncClient

    init() async throws { client = try await AsyncClient(baseURL: Loopback.url) }

    @Test("A stream sends JSON and is read by line")
    func json() async throws {
        var lines: [String] = []
        try await client.stream(.post, "/lines", json: ["stream": true]) { response in
            for try await line in response.lines { lines.append(line) }
        }
        #expect(lines == ["one", "two", "three"])
    }

    @Test("A stream sends an Encodable variable, a form or cookies")
    func arguments() async throws {
        struct Prompt: Encodable { var text: String }
        let (prompt, fields) = (Prompt(text: "hi"), ["a": "1"])
        let sent = try await client.stream(.post, "/echo", json: prompt) { try await $0.read().json }
        #expect(sent["body"] == #"{"text":"hi"}"#)
        let form = try await client.stream(.put, "/echo", cookies: fields, form: fields) {
            try await $0.read().json
        }
        #expect(form["body"] == "a=1")
        #expect(form["headers"]["cookie"] == "a=1")
    }

    @Test("A stream raises for its status, and knows its links")
    func head() async throws {
        var count = 0
        try await client.stream(.get, "/items") { response in
            try response.raiseForStatus()
            #expect(response.isSuccess)
            #expect(response.links["next"]?.url == "/items?page=2")
            for try await chunk in response.bytes { count += chunk.count }
        }
        #expect(count > 0)
        await #expect(throws: HTTPStatusError.self) {
            try await client.stream(.get, "/status/500") { _ = try $0.raiseForStatus() }
        }
        #expect(try await client.stream(.get, "/status/500") { try await $0.read().text } == "status")
    }
}
