import AIOHTTP
import Loopback
import Testing

/// Sessions as programs keep them.
@Suite("Sessions")
struct SessionTests {
    private let url: String

    init() async throws { url = try await Loopback.url }

    @Test("A scope takes the options of a session, and needs no result")
    func scope() async throws {
        let jar = CookieJar()
        try await ClientSession.with(
            url + "/", headers: ["X-App": "test"], cookieJar: jar, auth: .basic("u", "p"), timeout: 10,
            trustEnv: true, maxRedirects: 1, retry: RetryPolicy(attempts: 3, backoff: .milliseconds(1))
        ) { session in
            let echo = try await session.get("echo").json()
            #expect(echo["headers"]["authorization"] == "Basic dTpw")
            #expect(echo["headers"]["x-app"] == "test")
            #expect(try await session.get("unavailable/session").text() == "available")
        }
        try await ClientSession.with(url + "/", cookies: ["a": "b"], auth: .bearer("t")) { session in
            let echo = try await session.get("echo").json()
            #expect(echo["headers"]["authorization"] == "Bearer t")
            #expect(echo["headers"]["cookie"] == "a=b")
        }
    }

    @Test("A session takes cookies from a literal, a dictionary or a jar")
    func cookies() async throws {
        let names = ["b": "2", "a": "1"]
        let literal = try ClientSession(url + "/", cookies: ["a": "b"])
        #expect(try await literal.get("echo").json()["headers"]["cookie"] == "a=b")
        let dictionary = try ClientSession(url + "/", cookies: names)
        #expect(try await dictionary.get("echo").json()["headers"]["cookie"] == "a=1; b=2")
        #expect(dictionary.cookieJar["b"] == "2")
    }

    @Test("A session sends its requests to a proxy")
    func proxy() async throws {
        let echo = try await ClientSession.with(proxy: url) { try await $0.get("http://api.test/echo").json() }
        #expect(echo["headers"]["host"] == "api.test")
    }

    @Test("Responses come in the order of their URLs, with failures if they are wanted")
    func gathering() async throws {
        let session = try ClientSession(url + "/")
        let paths = ["users/ada", "status/404", "users/bob"]
        let statuses = try await gather(paths, limit: 20) { try await session.get($0).status }
        #expect(statuses == [200, 404, 200])
        let results = await gatherResults(paths, limit: 2) { path in
            try await session.get(path) { try $0.raiseForStatus().status }
        }
        #expect(results.map { try? $0.get() } == [200, nil, 200])
    }

    @Test("A mock transport stands in for the network")
    func mock() async throws {
        let transport = MockTransport { request in MockResponse(json: ["path": JSON(request.url.path)]) }
        let session = try ClientSession("http://api.test/", connector: TransportConnector(transport))
        #expect(try await session.get("hello").json()["path"] == "/hello")
    }
}
