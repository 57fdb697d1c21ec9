import Fetch
import HTTPX
import RealThreads
import Synchronization
import Testing

/// A blocking client of one's own, which reads bodies as they arrive.
private final class Countdown: BlockingFetchClient {
    let closings = Atomic(0)

    func fetch(_ request: FetchRequest) throws -> FetchResponse {
        try fetch(request) { try $0.read() }
    }

    func fetch<Result>(
        _ request: FetchRequest, _ body: (BlockingFetchStream) throws -> Result
    ) throws -> Result {
        let head = RequestHead(method: request.method, url: try request.url.url(in: .httpx), headers: request.headers)
        let left = Atomic(3)
        let stream = BlockingFetchStream(
            ResponseHead(status: 200), to: head, close: { self.closings.add(1, ordering: .relaxed) }
        ) {
            let number = left.subtract(1, ordering: .relaxed).oldValue
            if number == 0, request.method == .post { throw FetchError(.read, "The countdown broke") }
            return number > 0 ? Bytes("\(number)\n") : nil
        }
        defer { stream.close() }
        return try body(stream)
    }

    func close() {}
}

/// What a blocking client of one's own needs to supply bodies of responses.
@Suite("A blocking client of one's own that streams")
struct OwnBlockingClientTests {
    private let client = Countdown()

    @Test("A function that takes a blocking client works with it")
    func anyClient() async throws {
        @Sendable func chunks(with client: some BlockingFetchClient) throws -> [String] {
            try client.fetch(FetchRequest(.get, "http://own.test/")) { response in
                var chunks: [String] = []
                try response.forEachBytes { chunks.append($0.utf8Text) }
                return chunks
            }
        }
        let client = client
        #expect(try await onThread { try chunks(with: client) } == ["3\n", "2\n", "1\n"])
        let mock = MockTransport { _ in MockResponse(text: "mock") }
        #expect(try await onThread { try chunks(with: Client(transport: mock)) } == ["mock"])
        #expect(try await onThread { try client.fetch(FetchRequest(.get, "http://own.test/")).text } == "3\n2\n1\n")
        #expect(client.closings.load(ordering: .relaxed) == 2)
    }

    @Test("A source is closed once, after an error and after an early return")
    func closing() async throws {
        let client = client
        await #expect(throws: FetchError.self) {
            try await onThread { try client.fetch(FetchRequest(.post, "http://own.test/")).text }
        }
        #expect(client.closings.load(ordering: .relaxed) == 1)
        let first = try await onThread {
            try client.fetch(FetchRequest(.get, "http://own.test/")) { try $0.nextBytes() }
        }
        #expect(first == "3\n" && client.closings.load(ordering: .relaxed) == 2)
    }

    @Test("A sequence of chunks is a body")
    func sequence() async throws {
        let request = RequestHead(method: .get, url: try FetchURL("http://own.test/"))
        let stream = BlockingFetchStream(ResponseHead(status: 200), bytes: ["a", "bc"] as [Bytes], to: request)
        #expect(try await onThread { try stream.read().text } == "abc")
    }
}
