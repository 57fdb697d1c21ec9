import HTTPX
import Loopback
import Testing

/// Many requests at once.
@Suite("Gathering responses")
struct GatherTests {
    private let client: AsyncClient

    init() async throws { client = try await AsyncClient(baseURL: Loopback.url) }

    @Test("Responses come in the order of their URLs")
    func order() async throws {
        let names = ["ada", "bob", "eve"]
        let users = try await gather(names, limit: 2) { try await client.get("/users/\($0)").json["name"].string }
        #expect(users == names)
    }

    @Test("Failures are gathered like results")
    func failures() async throws {
        let urls = ["/users/ada", "/status/404", "/users/bob"]
        let results = await gatherResults(urls, limit: 20) { try await client.get($0).raiseForStatus() }
        #expect(results.map { (try? $0.get())?.statusCode } == [200, nil, 200])
    }

    @Test("A semaphore limits requests that start anywhere")
    func semaphore() async throws {
        let semaphore = AsyncSemaphore(1)
        async let first = semaphore.withPermit { try await client.get("/users/ada").statusCode }
        async let second = semaphore.withPermit { try await client.get("/users/bob").statusCode }
        #expect(try await [first, second] == [200, 200])
    }
}
