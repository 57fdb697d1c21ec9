import HTTPX
import Loopback
import Synchronization
import Testing

private let shared = try! AsyncClient()

private actor API {
    let client: AsyncClient

    init(_ url: String) throws { client = try AsyncClient(ClientOptions(baseURL: url)) }

    func user() async throws -> String { try await client.get("/users/ada").json["name"].string ?? "" }
}

/// Clients as programs keep them.
@Suite("Clients of HTTPX")
struct ClientTests {
    private let url: String

    init() async throws { url = try await Loopback.url }

    @Test("A client takes its options as arguments")
    func arguments() async throws {
        let client = try AsyncClient(
            baseURL: url, params: ["key": "k"], headers: ["X-App": "test"], auth: .bearer("t"), timeout: 10)
        let echo = try await client.get("/echo").json
        #expect(echo["target"] == "/echo?key=k")
        #expect(echo["headers"]["x-app"] == "test")
        #expect(echo["headers"]["authorization"] == "Bearer t")
        client.close()
    }

    @Test("A scope with options needs no result")
    func scope() async throws {
        let requests = Mutex(0)
        let transport = MockTransport { _ in
            requests.withLock { $0 += 1 }
            return MockResponse(text: "hello")
        }
        try await AsyncClient.with(baseURL: "http://api.test/v1/", followRedirects: true, transport: transport) {
            try await $0.get("users")
        }
        #expect(requests.withLock { $0 } == 1)
    }

    @Test("A client is a global and a property of an actor")
    func shared() async throws {
        #expect(try await HTTPXAlone.shared.get(url + "/users/bob").json["name"] == "bob")
        #expect(try await API(url).user() == "ada")
    }

    @Test("A client takes cookies from a dictionary, or a cookie jar")
    func cookies() async throws {
        let names = ["b": "2", "a": "1"]
        let jar = CookieJar()
        jar["theme"] = "dark"
        let client = try AsyncClient(baseURL: url, cookies: names)
        #expect(try await client.get("/echo").json["headers"]["cookie"] == "a=1; b=2")
        let other = try AsyncClient(baseURL: url, cookieJar: jar)
        #expect(try await other.get("/echo").json["headers"]["cookie"] == "theme=dark")
    }

    @Test("A retry policy sends a request again until the server is available")
    func retries() async throws {
        let retry = RetryPolicy(attempts: 3, statuses: [503], backoff: .milliseconds(1))
        let client = try AsyncClient(ClientOptions(baseURL: url, retry: retry))
        #expect(try await client.get("/unavailable/async").text == "available")
    }

    @Test("A client sends its requests to a proxy")
    func proxy() async throws {
        let client = try AsyncClient(ClientOptions(proxy: url))
        let echo = try await client.get("http://api.test/echo?a=1").json
        #expect(echo["headers"]["host"] == "api.test")
        #expect(echo["target"] == "/echo?a=1")
    }

    @Test("Credentials are a name and a password, a token or a function")
    func credentials() async throws {
        let client = try AsyncClient(baseURL: url)
        let basic = try await client.get("/echo", auth: .basic("u", "p")).json
        #expect(basic["headers"]["authorization"] == "Basic dTpw")
        let token = try await client.get("/echo", auth: .bearer("t")).json
        #expect(token["headers"]["authorization"] == "Bearer t")
        let key = try await client.get("/echo", auth: .custom { $0.headers["X-Key"] = "k" }).json
        #expect(key["headers"]["x-key"] == "k")
    }
}
