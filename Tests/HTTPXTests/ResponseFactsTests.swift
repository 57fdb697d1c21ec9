import FetchConformance
import HTTPX
import Testing

/// The properties shared by the three response types.
@Suite struct ResponseFactsTests {
    /// The properties of a response, for comparison.
    private struct Facts: Sendable, Equatable {
        var status: Int
        var reason: String
        var version: String
        var url: String
        var method: String
        var history: [Int]
        var cookies: [String]
        var links: [String: String]
        var encoding: String
        var charset: String?
        var isSuccess: Bool
        var isError: Bool
        var failure: String?

        init(_ response: some ResponseFacts) {
            status = response.statusCode
            reason = response.reasonPhrase
            version = response.httpVersion
            url = response.url.description
            method = response.request.method.rawValue
            history = response.history.map(\.statusCode)
            cookies = response.cookies.all.map(\.pair)
            links = response.links.mapValues(\.url)
            encoding = response.encoding
            charset = response.charsetEncoding
            isSuccess = response.isSuccess
            isError = response.isError
            do {
                let same = try response.raiseForStatus()
                failure = same.statusCode == status ? nil : "another response"
            } catch {
                failure = error.description
            }
        }
    }

    private var transport: MockTransport {
        MockTransport { request in
            switch request.url.path {
            case "/moved":
                return MockResponse(302, headers: ["Location": "/found", "Set-Cookie": "a=1"])
            case "/found":
                let headers: Headers = [
                    "Content-Type": "text/plain; charset=ISO-8859-1", "Set-Cookie": "b=2; Path=/",
                    "Link": "</next>; rel=next",
                ]
                return MockResponse(200, headers: headers, bytes: [0xE9])
            default:
                return MockResponse(404, headers: ["Content-Type": "text/plain; charset=none-such"], bytes: [0x61])
            }
        }
    }

    private var options: ClientOptions { ClientOptions(followRedirects: true, transport: transport) }

    /// The properties of the response to a GET request, from each of the three response types.
    private func facts(_ path: String) async throws -> [Facts] {
        let url = "http://mock.test" + path
        let options = options
        let streamed = try await RealThread.run {
            Result { try Client.with(options) { try $0.stream(.get, url) { Facts($0) } } }
        }.get()
        return try await AsyncClient.with(self.options) { client in
            [
                Facts(try await client.get(url)), streamed, try await client.stream(.get, url) { Facts($0) },
            ]
        }
    }

    @Test("A response and both streams report the same properties")
    func success() async throws {
        for facts in try await facts("/moved") {
            #expect(facts.status == 200)
            #expect(facts.reason == "OK")
            #expect(facts.version == "HTTP/1.1")
            #expect(facts.url == "http://mock.test/found")
            #expect(facts.method == "GET")
            #expect(facts.history == [302])
            #expect(facts.cookies == ["b=2"])
            #expect(facts.links == ["next": "/next"])
            #expect(facts.encoding == "iso-8859-1")
            #expect(facts.charset == "iso-8859-1")
            #expect(facts.isSuccess && !facts.isError)
            #expect(facts.failure == nil)
        }
    }

    @Test("An error status throws from every response type")
    func failure() async throws {
        let all = try await facts("/missing")
        for facts in all {
            #expect(facts.isError && !facts.isSuccess)
            #expect(facts.failure?.hasPrefix("Client error '404 Not Found' for url 'http://mock.test/missing'") == true)
            #expect(facts.charset == "none-such")
            #expect(facts.encoding == "utf-8")
        }
        #expect(all.allSatisfy { $0 == all[0] })
    }

    @Test("The error of a stream has only the head, and the body can still be read")
    func errorOfStream() async throws {
        let text = try await AsyncClient.with(self.options) { client in
            try await client.stream(.get, "http://mock.test/missing") { response in
                #expect {
                    try response.raiseForStatus()
                } throws: { error in
                    let response = (error as? HTTPStatusError)?.response
                    return response?.statusCode == 404 && response?.content.isEmpty == true
                }
                return try await response.read().text
            }
        }
        #expect(text == "a")
    }

    @Test("A stream's elapsed time is known once it has ended")
    func elapsed() async throws {
        let options = options
        let (before, after) = try await RealThread.run {
            Result {
                try Client.with(options) { client in
                    try client.stream(.get, "http://mock.test/found") { response in
                        let before = response.elapsed
                        _ = try response.read()
                        return (before, response.elapsed)
                    }
                }
            }
        }.get()
        #expect(before == nil)
        #expect(after ?? .zero > .zero)
        try await AsyncClient.with(self.options) { client in
            try await client.stream(.get, "http://mock.test/found") { response in
                #expect(response.elapsed == nil)
                response.close()
                #expect(response.elapsed != nil)
            }
        }
    }
}
