import Fetch
import HTTPValues
import Synchronization
import Testing

/// A transport whose responses come from a closure.
@Suite struct MockTransportTests {
    private func session(_ transport: MockTransport) -> FetchSession {
        var options = FetchSession.Options(policy: .httpx)
        options.proxies = .direct
        return FetchSession(options, transport: transport)
    }

    private func collect(
        _ request: FetchRequest = FetchRequest(.get, "http://mock.test/"), limit: Int = 1 << 20,
        _ handler: @escaping MockTransport.Handler
    ) async throws -> FetchedResponse {
        let session = session(MockTransport(handler))
        let call = try session.call(for: request, isStreamed: false)
        return try await AsyncDriver.collect(call, limit: limit)
    }

    private func stream(_ handler: @escaping MockTransport.Handler) async throws -> StreamedResponse {
        let session = session(MockTransport(handler))
        let call = try session.call(for: FetchRequest(.get, "http://mock.test/"), isStreamed: true)
        return try await AsyncDriver.stream(call)
    }

    /// The error thrown by `body`, or nil if it succeeds or throws another kind of error.
    private func failure<Value>(_ body: () async throws -> Value) async -> FetchError? {
        do {
            _ = try await body()
            return nil
        } catch {
            return error as? FetchError
        }
    }

    private func post(_ body: RequestBody) -> FetchRequest {
        var request = FetchRequest(.post, "http://mock.test/")
        request.body = body
        return request
    }

    // MARK: Requests

    @Test func theHandlerGetsTheRequestAsItGoesOnTheWire() async throws {
        var request = post(.text("hé"))
        request.url = "http://user:pass@mock.test/a b?q=1#f"
        let response = try await collect(request) { request in
            MockResponse(json: [
                "method": .string(request.method.rawValue), "url": .string(request.url.description),
                "length": .string(request.headers["Content-Length"] ?? ""),
                "authorization": .string(request.headers["Authorization"] ?? ""),
                "body": .string(request.body.utf8Text),
            ])
        }
        let seen = try JSON(parsing: response.body)
        #expect(seen["method"].string == "POST")
        #expect(seen["url"].string == "http://mock.test/a%20b?q=1")
        #expect(seen["length"].string == "3")
        #expect(seen["authorization"].string == "Basic dXNlcjpwYXNz")
        #expect(seen["body"].string == "hé")
    }

    @Test func chunksArriveAsOneBody() async throws {
        let chunks = (0..<64).map { Bytes(repeating: UInt8($0), count: 32 << 10) }
        for body in [RequestBody.chunks(chunks), .stream(AsyncStream(chunks))] {
            let response = try await collect(post(body), limit: 4 << 20) { MockResponse(bytes: $0.body) }
            #expect(response.body == Bytes(chunks.joined()))
        }
    }

    @Test(arguments: ["4", "6"])
    func aLengthThatIsNotThatOfTheChunksIsRefused(_ length: String) async {
        var request = post(.chunks(["hello"]))
        request.headers = ["Content-Length": length]
        let error = await failure {
            try await collect(request) { _ in MockResponse() }
        }
        #expect(error?.kind == .invalidRequest)
    }

    @Test func aSourceThatFailsIsTheFailure() async {
        struct Broken: Error {}
        let source = AsyncThrowingStream<Bytes, any Error> { $0.finish(throwing: Broken()) }
        let error = await failure {
            try await collect(post(.stream(source))) { _ in MockResponse() }
        }
        #expect(error?.kind == .bodySource)
    }

    // MARK: Responses

    @Test(
        arguments: [(MockResponse, String?, String)](
            arrayLiteral: (MockResponse(text: "hé"), "text/plain; charset=utf-8", "hé"),
            (MockResponse(html: "<p>"), "text/html; charset=utf-8", "<p>"),
            (MockResponse(json: ["a": 1]), "application/json", #"{"a":1}"#),
            (MockResponse(headers: ["content-type": "text/x"], text: "x"), "text/x", "x"),
            (MockResponse(bytes: "raw"), nil, "raw")
        ))
    func kindsOfResponses(_ mock: MockResponse, _ type: String?, _ body: String) async throws {
        let response = try await collect { _ in mock }
        #expect(response.head.headers["Content-Type"] == type)
        #expect(response.head.headers["Content-Length"] == String(body.utf8.count))
        #expect(response.body.utf8Text == body)
        #expect(response.head.status == 200)
        #expect(response.head.reason == "OK")
    }

    @Test func redirectsAndCookiesWorkAsEver() async throws {
        var request = FetchRequest(.get, "http://mock.test/1")
        request.followRedirects = true
        let response = try await collect(request) { request in
            if request.url.path == "/1" {
                return MockResponse(302, headers: ["Location": "/2", "Set-Cookie": "a=1; Path=/"])
            }
            return MockResponse(text: request.headers["Cookie"] ?? "none")
        }
        #expect(response.body.utf8Text == "a=1")
        #expect(response.history.map(\.head.status) == [302])
    }

    @Test(arguments: [("HEAD", 200), ("GET", 204), ("GET", 304)])
    func whatHasNoBodyHasNone(_ method: String, _ status: Int) async throws {
        let response = try await collect(FetchRequest(HTTPMethod(method), "http://mock.test/")) { _ in
            MockResponse(status, bytes: "never seen")
        }
        #expect(response.body.isEmpty)
        #expect(response.head.status == status)
    }

    @Test(arguments: [0, 99, 100, 101, 103, 1000])
    func aStatusThatEndsNothingIsRefused(_ status: Int) async {
        let error = await failure { try await collect { _ in MockResponse(status) } }
        #expect(error?.kind == .protocolViolation)
    }

    @Test(arguments: [("9", FetchError.Kind.incompleteBody), ("1", .protocolViolation)])
    func aLengthThatIsNotThatOfTheBody(_ length: String, _ kind: FetchError.Kind) async {
        let error = await failure {
            try await collect { _ in MockResponse(headers: ["Content-Length": length], bytes: "abc") }
        }
        #expect(error?.kind == kind)
    }

    @Test func aBodyBeyondTheLimitIsRefused() async {
        let error = await failure {
            try await collect(limit: 10) { _ in MockResponse(bytes: Bytes(repeating: 1, count: 11)) }
        }
        #expect(error?.kind == .tooLarge)
    }

    @Test func piecesAndTrailersComeThrough() async throws {
        let response = try await stream { _ in
            var mock = MockResponse(pieces: AsyncStream(["ab" as Bytes, "c"]))
            mock.trailers = ["X-Sum": "3"]
            return mock
        }
        #expect(try await response.next() == "ab")
        #expect(try await response.next() == "c")
        #expect(try await response.next() == nil)
        #expect(response.summary?.trailers["X-Sum"] == "3")
        #expect(response.summary?.receivedBytes == 3)
    }

    // MARK: Backpressure

    @Test func aReaderThatLagsStopsTheSource() async throws {
        let given = Counter()
        let piece = Bytes(repeating: 1, count: 64 << 10)
        let response = try await stream { _ in
            var mock = MockResponse()
            mock.body = .pieces { { given.next() < 1000 ? piece : nil } }
            return mock
        }
        var read = try #require(try await response.next()).count
        // A chunk has been read, so the source is running. It may be ahead by a transfer's capacity and the one chunk
        // that did not fit.
        while let more = try await response.next() {
            read += more.count
            #expect(given.value * piece.count <= read + (2 << 20) + piece.count)
        }
        #expect(read == 1000 * piece.count)
    }

    // MARK: Errors, timeouts and cancellation

    @Test(arguments: [
        (FetchError(.timeout(.connect), "x"), FetchError.Kind.timeout(.connect)), (FetchError(.tls, "y"), .tls),
    ])
    func aFetchErrorIsTheFailure(_ thrown: FetchError, _ kind: FetchError.Kind) async {
        let error = await failure { try await collect { _ in throw thrown } }
        #expect(error?.kind == kind)
    }

    @Test func anyOtherErrorIsOneOfReadingWithItsWords() async {
        struct Odd: Error {}
        let error = await failure { try await collect { _ in throw Odd() } }
        #expect(error?.kind == .read)
        #expect(error?.message.contains("Odd") == true)
    }

    @Test func aHandlerThatNeverAnswersMeetsTheLimits() async {
        for (timeout, phase) in [
            (FetchTimeout(total: .milliseconds(20)), FetchError.Phase.total),
            (FetchTimeout(read: .milliseconds(20)), .read),
        ] {
            var request = FetchRequest(.get, "http://mock.test/")
            request.timeout = timeout
            let error = await failure {
                try await collect(request) { _ in try await forever() }
            }
            #expect(error?.kind == .timeout(phase))
        }
    }

    @Test func aSourceThatFallsSilentMeetsTheLimitOnSilence() async throws {
        var request = FetchRequest(.get, "http://mock.test/")
        request.timeout = FetchTimeout(read: .milliseconds(20))
        let error = await failure {
            try await collect(request) { _ in
                var mock = MockResponse()
                mock.body = .pieces { { try await forever() } }
                return mock
            }
        }
        #expect(error?.kind == .timeout(.read))
    }

    @Test func cancellingTheTaskEndsTheRequestAndTheHandler() async {
        let (isAsked, asked) = AsyncStream.makeStream(of: Void.self)
        let (isStopped, stopped) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            try await collect { _ in
                asked.finish()
                defer { stopped.finish() }
                return try await forever()
            }
        }
        for await _ in isAsked {}
        task.cancel()
        let error = await failure { try await task.value }
        #expect(error?.kind == .cancelled)
        for await _ in isStopped {}
    }

    @Test func closingEndsWhatIsUnderWayAndWhatComesLater() async throws {
        let (isAsked, asked) = AsyncStream.makeStream(of: Void.self)
        let session = session(
            MockTransport { _ in
                asked.finish()
                return try await forever()
            })
        let request = FetchRequest(.get, "http://mock.test/")
        let task = Task {
            let call = try session.call(for: request, isStreamed: false)
            return try await AsyncDriver.collect(call, limit: 10)
        }
        for await _ in isAsked {}
        session.close()
        let first = await failure { try await task.value }
        let second = await failure {
            let call = try session.call(for: request, isStreamed: false)
            return try await AsyncDriver.collect(call, limit: 10)
        }
        #expect(first?.kind == .closed)
        #expect(second?.kind == .closed)
    }

    @Test func droppingAStreamStopsItsSource() async throws {
        let (isStopped, stopped) = AsyncStream.makeStream(of: Void.self)
        do {
            let response = try await stream { _ in
                var mock = MockResponse()
                mock.body = .pieces {
                    {
                        do { return try await forever() } catch {
                            stopped.finish()
                            throw error
                        }
                    }
                }
                return mock
            }
            #expect(response.head.status == 200)
        }
        for await _ in isStopped {}
    }
}

/// Sleeps until the task is cancelled.
private func forever<Value>() async throws -> Value {
    while true { try await Task.sleep(for: .seconds(3600)) }
}

private final class Counter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }
    func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue }
}

extension AsyncStream where Element: Sendable {
    fileprivate init(_ elements: [Element]) {
        self.init { source in
            for element in elements { source.yield(element) }
            source.finish()
        }
    }
}
