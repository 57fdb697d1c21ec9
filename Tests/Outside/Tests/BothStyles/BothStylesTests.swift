import AIOHTTP
import HTTPX
import Loopback
import RealThreads
import Testing

/// Both styles in one file.
@Suite("Both styles at once")
struct BothStylesTests {
    private let url: String

    init() async throws { url = try await Loopback.url + "/echo" }

    @Test("Both styles take the same credentials")
    func credentials() async throws {
        let client = try AsyncClient(ClientOptions(auth: .basic("u", "p")))
        #expect(try await client.get(url).json["headers"]["authorization"] == "Basic dTpw")
        let session = try ClientSession(auth: .basic("u", "p"))
        #expect(try await session.get(url).json()["headers"]["authorization"] == "Basic dTpw")
        #expect(try await client.get(url, auth: .bearer("t")).json["headers"]["authorization"] == "Bearer t")
        #expect(try await session.get(url, auth: .bearer("t")).json()["headers"]["authorization"] == "Bearer t")
    }

    @Test("A function takes a client of either style")
    func anyClient() async throws {
        func target(of url: String, with client: some FetchClient) async throws -> JSON {
            try await client.fetch(FetchRequest(.get, url, params: ["q": "swift"])).json["target"]
        }
        #expect(try await target(of: url, with: AsyncClient()) == "/echo?q=swift")
        #expect(try await target(of: url, with: ClientSession()) == "/echo?q=swift")
        let clients: [any FetchClient] = [try AsyncClient(), try ClientSession()]
        for client in clients { #expect(try await target(of: url, with: client) == "/echo?q=swift") }
    }

    @Test("Both styles share values: headers, JSON and a cookie jar")
    func values() async throws {
        let headers: Headers = ["Authorization": "Token x"]
        let jar = CookieJar()
        let body: JSON = ["a": 1]
        let retry = RetryPolicy(attempts: 2)
        let client = try AsyncClient(headers: headers, cookieJar: jar, retry: retry)
        let session = try ClientSession(headers: headers, cookieJar: jar, retry: retry)
        #expect(try await client.get(url).json["headers"]["authorization"] == "Token x")
        #expect(try await session.get(url).json()["headers"]["authorization"] == "Token x")
        #expect(try await client.post(url, json: body).json["body"] == #"{"a":1}"#)
        #expect(try await session.post(url, json: body).json()["body"] == #"{"a": 1}"#)
    }

    @Test("Blocking calls stand beside a session")
    func blocking() async throws {
        let blocking = try await onThread { try HTTPX.get(url, timeout: .seconds(5)).statusCode }
        let status = try await ClientSession.with { try await $0.get(url, timeout: .seconds(5)).status }
        #expect(blocking == 200)
        #expect(status == 200)
    }

    @Test("Responses of both styles are gathered in one list")
    func gathering() async throws {
        let (client, session) = (try AsyncClient(), try ClientSession())
        let statuses = try await gather(0..<4, limit: 2) { number in
            if number % 2 == 0 { return try await client.get(url).statusCode }
            return try await session.get(url).status
        }
        #expect(statuses == [200, 200, 200, 200])
    }
}
