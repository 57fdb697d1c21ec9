import AIOHTTP
import Fetch
import HTTPTypes
import Loopback
import Testing

/// The protocol beside one style.
@Suite("Fetch beside AIOHTTP")
struct FetchBesideAIOHTTPTests {
    private let url: String

    init() async throws { url = try await Loopback.url }

    @Test("A request says what must be the same for every client")
    func request() async throws {
        let request = FetchRequest(
            .get, "moved", headers: ["X-A": "b"], auth: .bearer("t"), followRedirects: true, maxRedirects: 2,
            timeout: FetchTimeout(total: .seconds(5)))
        let response = try await ClientSession(url + "/").fetch(request)
        #expect(response.status == 200)
        #expect(response.history.map(\.status) == [302])
        #expect(try response.json["name"] == "ada")
    }

    @Test("A request of swift-http-types is sent with headers of its own, in one call")
    func httpTypes() async throws {
        let session = try ClientSession(url + "/")
        let request = HTTPRequest(
            method: .put, scheme: nil, authority: nil, path: "/echo?a=1",
            headerFields: [.accept: "application/json"])
        let (response, body) = try await session.fetch(request, body: "text")
        let echo = try JSON(parsing: body)
        #expect(response.status == .ok)
        #expect(echo["method"] == "PUT")
        #expect(echo["headers"]["accept"] == "application/json")
        #expect(echo["body"] == "text")
    }

    @Test("A body is read by line in a closure")
    func lines() async throws {
        let lines = try await ClientSession(url + "/").fetch(FetchRequest(.get, "lines")) { response in
            var lines: [String] = []
            for try await line in response.lines { lines.append(line) }
            return lines
        }
        #expect(lines == ["one", "two", "three"])
    }

    @Test("The failures of a session are caught without its name")
    func failures() async throws {
        var isTimeout = false
        do {
            _ = try await ClientSession(url + "/", timeout: 0.05).fetch(FetchRequest(.get, "slow"))
        } catch let error as any FetchFailure {
            isTimeout = error.isTimeout
        }
        #expect(isTimeout)
    }
}
