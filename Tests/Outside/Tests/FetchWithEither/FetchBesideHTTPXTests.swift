import Fetch
import HTTPTypes
import HTTPX
import Loopback
import RealThreads
import Testing

/// The protocol beside one style.
@Suite("Fetch beside HTTPX")
struct FetchBesideHTTPXTests {
    private let url: String

    init() async throws { url = try await Loopback.url }

    @Test("A request says what must be the same for every client")
    func request() async throws {
        let request = FetchRequest(
            .get, "/moved", headers: ["X-A": "b"], auth: .bearer("t"), followRedirects: true, maxRedirects: 2,
            timeout: FetchTimeout(total: .seconds(5)))
        let response = try await AsyncClient(baseURL: url).fetch(request)
        #expect(response.status == 200)
        #expect(response.history.map(\.status) == [302])
        #expect(try response.json["name"] == "ada")
        let blocking = try await onThread { try Client(baseURL: url).fetch(request).text }
        #expect(blocking == response.text)
    }

    @Test("A request of swift-http-types is sent with headers of its own, in one call")
    func httpTypes() async throws {
        var fields = HTTPFields()
        fields[.accept] = "application/json"
        let headers = fields
        let client = try AsyncClient(baseURL: url)
        let request = HTTPRequest(
            method: .put, scheme: nil, authority: nil, path: "/echo?a=1", headerFields: headers)
        let (response, body) = try await client.fetch(request, body: "text")
        let echo = try JSON(parsing: body)
        #expect(response.status == .ok)
        #expect(echo["method"] == "PUT")
        #expect(echo["target"] == "/echo?a=1")
        #expect(echo["headers"]["accept"] == "application/json")
        #expect(echo["body"] == "text")
        #expect(try await client.get("/echo", headers: headers).headers[.contentType] != nil)
    }

    @Test("A request goes to a proxy, with headers for the proxy")
    func proxy() async throws {
        let server = try FetchURL(url)
        let proxy = ProxyTarget(
            scheme: .http, host: server.host, port: try #require(server.port), headers: ["X-Proxy": "p"])
        let echo = try await AsyncClient().fetch(FetchRequest(.get, "http://api.test/echo", proxy: proxy)).json
        #expect(echo["headers"]["host"] == "api.test")
        #expect(echo["headers"]["x-proxy"] == "p")
    }

    @Test("The failures of a client are caught without its name")
    func failures() async throws {
        var isTimeout = false
        do {
            _ = try await AsyncClient(baseURL: url, timeout: Timeout(5, read: 0.05)).fetch(FetchRequest(.get, "/slow"))
        } catch let error as any FetchFailure {
            isTimeout = error.isTimeout
        }
        #expect(isTimeout)
    }
}
