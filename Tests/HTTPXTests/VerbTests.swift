import FetchConformance
import HTTPX
import Testing

/// The request methods of both clients and their arguments.
@Suite struct VerbTests {
    /// Echoes the request in a response header.
    private var transport: MockTransport {
        MockTransport { request in
            let names = ["X-A", "Cookie", "Authorization", "Content-Type"]
            let headers = names.compactMap { name in request.headers[name].map { "\(name)=\($0)" } }
            let words = [request.method.rawValue, request.url.description] + headers + [request.body.utf8Text]
            return MockResponse(headers: ["X-Seen": words.joined(separator: " ")])
        }
    }

    private var options: ClientOptions { ClientOptions(transport: transport) }

    private func blocking(_ body: @escaping @Sendable (Client) throws -> [Response]) async throws -> [String] {
        let options = options
        let responses = try await RealThread.run { Result { try Client.with(options, body) } }.get()
        return responses.map { $0.headers["X-Seen"] ?? "" }
    }

    private func asynchronous(_ body: (AsyncClient) async throws -> [Response]) async throws -> [String] {
        try await AsyncClient.with(options, body).map { $0.headers["X-Seen"] ?? "" }
    }

    private static let common = "http://mock.test/?q=1 X-A=b Cookie=c=d Authorization=Bearer t"

    @Test("Each call without a body sends its method and arguments")
    func withoutBody() async throws {
        let url = "http://mock.test/"
        let expected = ["GET", "HEAD", "OPTIONS", "DELETE"].map { "\($0) \(Self.common) " }
        let blocking = try await blocking { client in
            [
                try client.get(url, params: ["q": 1], headers: ["X-A": "b"], cookies: ["c": "d"], auth: .bearer("t")),
                try client.head(url, params: ["q": 1], headers: ["X-A": "b"], cookies: ["c": "d"], auth: .bearer("t")),
                try client.options(
                    url, params: ["q": 1], headers: ["X-A": "b"], cookies: ["c": "d"], auth: .bearer("t")),
                try client.delete(
                    url, params: ["q": 1], headers: ["X-A": "b"], cookies: ["c": "d"], auth: .bearer("t")),
            ]
        }
        #expect(blocking == expected)
        let asynchronous = try await asynchronous { client in
            [
                try await client.get(
                    url, params: ["q": 1], headers: ["X-A": "b"], cookies: ["c": "d"], auth: .bearer("t")),
                try await client.head(
                    url, params: ["q": 1], headers: ["X-A": "b"], cookies: ["c": "d"], auth: .bearer("t")),
                try await client.options(
                    url, params: ["q": 1], headers: ["X-A": "b"], cookies: ["c": "d"], auth: .bearer("t")),
                try await client.delete(
                    url, params: ["q": 1], headers: ["X-A": "b"], cookies: ["c": "d"], auth: .bearer("t")),
            ]
        }
        #expect(asynchronous == expected)
    }

    @Test("Each call with a body sends its method and one of three kinds of body")
    func withBody() async throws {
        let url = "http://mock.test/"
        let expected = [
            "POST http://mock.test/ text", #"PUT http://mock.test/ Content-Type=application/json {"a":1}"#,
            "PATCH http://mock.test/ Content-Type=application/x-www-form-urlencoded a=1",
            "QUERY http://mock.test/ text",
        ]
        let blocking = try await blocking { client in
            [
                try client.post(url, body: .text("text")), try client.put(url, json: ["a": 1]),
                try client.patch(url, form: ["a": 1]), try client.request("QUERY", url, body: .text("text")),
            ]
        }
        #expect(blocking == expected)
        let asynchronous = try await asynchronous { client in
            [
                try await client.post(url, body: .text("text")), try await client.put(url, json: ["a": 1]),
                try await client.patch(url, form: ["a": 1]),
                try await client.request("QUERY", url, body: .text("text")),
            ]
        }
        #expect(asynchronous == expected)
    }

    @Test("A stream takes a body and a closure, both labeled body")
    func stream() async throws {
        let seen = try await AsyncClient.with(options) { client in
            try await client.stream(.post, "http://mock.test/", headers: ["X-A": "b"], body: .text("text")) {
                $0.headers["X-Seen"]
            }
        }
        #expect(seen == "POST http://mock.test/ X-A=b text")
    }

    @Test("Two bodies are rejected before anything is sent")
    func twoBodies() async throws {
        let client = try AsyncClient(options)
        await #expect {
            try await client.post("http://mock.test/", json: [1], form: ["a": 1])
        } throws: {
            ($0 as? RequestError)?.kind == .localProtocolError
        }
    }
}
