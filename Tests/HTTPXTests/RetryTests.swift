import FetchConformance
import HTTPX
import Synchronization
import Testing

/// The retries of both clients. The default is never to retry.
@Suite struct RetryTests {
    /// A server that responds with 503 to the first requests and then recovers.
    private final class Flaky: Sendable {
        private let failures: Int
        private let requests = Atomic(0)

        init(failures: Int) {
            self.failures = failures
        }

        var requestCount: Int { requests.load(ordering: .relaxed) }

        var transport: MockTransport {
            MockTransport { request in
                let number = self.requests.add(1, ordering: .relaxed).newValue
                guard number > self.failures else { return MockResponse(503) }
                return MockResponse(text: request.method.rawValue)
            }
        }
    }

    private static let quick = RetryPolicy(attempts: 3, backoff: .milliseconds(1))

    @Test(
        "A client retries a request as often as its policy allows",
        arguments: [
            (RetryPolicy.never, HTTPMethod.get, 1, 503), (quick, .get, 3, 200), (quick, .put, 3, 200),
            (quick, .post, 1, 503), (RetryPolicy(attempts: 2, backoff: .milliseconds(1)), .get, 2, 503),
        ])
    func retry(_ policy: RetryPolicy, _ method: HTTPMethod, _ requests: Int, _ status: Int) async throws {
        let seenByAsync = Flaky(failures: 2)
        let client = try AsyncClient(ClientOptions(retry: policy, transport: seenByAsync.transport))
        #expect(try await client.request(method, "http://mock.test/").statusCode == status)
        #expect(seenByAsync.requestCount == requests)

        let seenByBlocking = Flaky(failures: 2)
        let options = ClientOptions(retry: policy, transport: seenByBlocking.transport)
        let response = try await RealThread.run {
            Result { try Client.with(options) { try $0.request(method, "http://mock.test/") } }
        }.get()
        #expect(response.statusCode == status)
        #expect(seenByBlocking.requestCount == requests)
    }

    @Test("A stream is retried before its head is delivered")
    func stream() async throws {
        let flaky = Flaky(failures: 2)
        let client = try AsyncClient(ClientOptions(retry: Self.quick, transport: flaky.transport))
        let text = try await client.stream(.get, "http://mock.test/") { try await $0.read().text }
        #expect(text == "GET")
        #expect(flaky.requestCount == 3)
    }
}
