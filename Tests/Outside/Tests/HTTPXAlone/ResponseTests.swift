import HTTPX
import Loopback
import Testing

/// Responses, read as a program would.
@Suite("Responses of HTTPX")
struct ResponseTests {
    private let client: AsyncClient

    init() async throws { client = try await AsyncClient(baseURL: Loopback.url) }

    @Test("Cookies are read from a response and from its client")
    func cookies() async throws {
        let response = try await client.get("/login")
        #expect(response.cookies["session"] ?? "" == "s3cret")
        #expect(client.cookies["session"] ?? "" == "s3cret")
        #expect(try await client.get("/echo").json["headers"]["cookie"] == "session=s3cret")
    }

    @Test("Links lead from page to page")
    func pages() async throws {
        var ids: [Int?] = []
        var next: String? = "/items?page=1"
        while let url = next {
            let response = try await client.get(url).raiseForStatus()
            ids += try response.json["items"].map { $0["id"].int }
            next = response.links["next"]?.url
        }
        #expect(ids == [10, 11, 20, 21, 30, 31])
    }

    @Test("A link is joined to the URL of its response")
    func joining() async throws {
        let response = try await client.get("/items")
        let next = try response.url.joined(#require(response.links["next"]).url)
        #expect(try await client.get(next).json["items"][0]["id"] == 20)
    }

    @Test("Headers, query parameters and cookies are iterated, and changed by name")
    func collections() async throws {
        var names: [String] = []
        for (name, value) in try await client.get("/items").headers where !value.isEmpty { names.append(name) }
        #expect(names.contains("Link"))
        var headers: Headers = ["A": "1"]
        headers["B"] = "2"
        #expect(headers.map(\.value) == ["1", "2"])
        var parameters: QueryParameters = ["a": 1]
        parameters["b"] = "2"
        parameters["a"] = nil
        for (name, value) in parameters { #expect((name, value) == ("b", "2")) }
        let jar: CookieJar = ["a": "1"]
        jar["b"] = "2"
        jar["a"] = nil
        #expect(jar.all.map(\.name) == ["b"])
    }

    @Test("Redirects are followed on request, and kept as history")
    func redirects() async throws {
        #expect(try await client.get("/moved").statusCode == 302)
        let response = try await client.get("/moved", followRedirects: true)
        #expect(try response.json["name"] == "ada")
        #expect(response.history.map(\.statusCode) == [302])
    }

    @Test("A test makes responses with a mock transport")
    func mock() async throws {
        let transport = MockTransport { request in
            request.url.path == "/hello" ? MockResponse(json: ["text": "Hello"]) : MockResponse(404)
        }
        let client = try AsyncClient(baseURL: "http://api.test", transport: transport)
        #expect(try await client.get("/hello").json["text"] == "Hello")
        #expect(try await client.get("/other").isClientError)
    }

    @Test("A response is made by hand in a test")
    func madeByHand() throws {
        let response = Response(404, json: ["detail": "no such user"])
        #expect(try response.json["detail"].string == "no such user")
        #expect(throws: HTTPStatusError.self) { try response.raiseForStatus() }
    }
}
