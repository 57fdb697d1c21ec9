import Glibc
import HTTPValues
import Testing

@testable import Fetch

@Suite("Authentication flows")
struct AuthenticationFlowTests {
    private func script(_ authentication: any Authentication) -> CallScript {
        var script = CallScript()
        script.options.authentication = authentication
        return script
    }

    @Test("A flow may send its own requests first and keeps what it learned for later calls")
    func tokenIsFetchedOnce() throws {
        let script = script(TokenAuthentication())
        let token = CallScript.Reply.head(200, body: "t1")
        let first = try script.play(FetchRequest(.get, "http://a.test/"), [token, .head(200)])
        #expect(
            first == ["POST http://login.test/token", "read", "GET http://a.test/ Bearer t1", "deliver"])
        let second = try script.play(FetchRequest(.get, "http://a.test/2"), [.head(200)])
        #expect(second == ["GET http://a.test/2 Bearer t1", "deliver"])
    }

    @Test("A flow may renew a token rejected by a server and have the request resent")
    func tokenIsRenewed() throws {
        let lines = try script(TokenAuthentication(token: "old")).play(
            FetchRequest(.get, "http://a.test/"), [.head(401), .head(200, body: "new"), .head(200)])
        #expect(
            lines == [
                "GET http://a.test/ Bearer old", "drain", "POST http://login.test/token", "read",
                "GET http://a.test/ Bearer new", "deliver",
            ])
    }

    @Test("A flow is not applied after a redirect to another origin")
    func crossOrigin() throws {
        var request = FetchRequest(.get, "http://a.test/")
        request.followRedirects = true
        let lines = try script(TokenAuthentication(token: "t")).play(
            request, [.head(302, ["Location": "http://b.test/"]), .head(401)])
        #expect(lines == ["GET http://a.test/ Bearer t", "drain", "GET http://b.test/", "deliver"])
    }

    @Test("A flow sees the request body if it needs it")
    func requestBody() throws {
        var request = FetchRequest(.post, "http://a.test/")
        request.body = .text("hello")
        #expect(try script(Signature()).play(request, [.head(200)]).first == "POST http://a.test/ hello")
        #expect(
            try script(Signature()).play(FetchRequest(.get, "http://a.test/"), [.head(200)]).first
                == "GET http://a.test/ ")
    }

    @Test("A flow that needs the request body rejects a streamed one")
    func streamedRequestBody() throws {
        var request = FetchRequest(.post, "http://a.test/")
        request.body = .stream([Bytes("x")].lazy.map { $0 })
        #expect(try script(Signature()).play(request, []) == ["fail invalidRequest"])
    }

    @Test("A flow sees the response body if it needs it, and the caller gets the same response")
    func responseBody() throws {
        let lines = try script(BodyReader()).play(
            FetchRequest(.get, "http://a.test/"), [.head(200, body: "again"), .head(200, body: "fine")])
        #expect(lines == ["GET http://a.test/", "read", "GET http://a.test/", "read", "deliver read"])
    }

    @Test("A flow that never stops resending fails the call")
    func endlessChallenges() throws {
        let lines = try script(Stubborn()).play(
            FetchRequest(.get, "http://a.test/"), Array(repeating: .head(401), count: 50))
        #expect(lines.filter { $0.hasPrefix("GET") }.count == 11)
        #expect(lines.last == "fail callback")
    }

    @Test("An error thrown by a flow fails the call")
    func throwing() async throws {
        let session = FetchSession(
            script(Failing()).options, transport: MockTransport { _ in MockResponse(200) })
        let call = try session.call(for: FetchRequest(.get, "http://a.test/"), isStreamed: false)
        let error = await #expect(throws: FetchError.self) { try await AsyncDriver.collect(call, limit: 100) }
        #expect(error?.underlying is Failing.Refusal)
    }

    @Test("Every retry may send a request of the flow first")
    func noncePerAttempt() throws {
        var script = script(
            OneRequestFirst(RequestHead(method: .get, url: try FetchURL("http://login.test/"), headers: [:])))
        script.options.retry = RetryPolicy(attempts: 15, backoff: .zero)
        let replies = Array(repeating: [CallScript.Reply.head(200), .head(503)], count: 15).flatMap { $0 }
        let lines = try script.play(FetchRequest(.get, "http://a.test/"), replies)
        #expect(lines.filter { $0 == "GET http://a.test/" }.count == 15)
        #expect(lines.last == "deliver")
    }

    // MARK: The flow's own requests

    private func received(
        _ own: RequestHead, body: Bytes = "", policy: FetchPolicy = .httpx
    ) async throws -> [MockRequest] {
        let seen = Locked<[MockRequest]>([])
        var script = CallScript(policy)
        script.options.authentication = OneRequestFirst(own, body: body)
        let session = FetchSession(
            script.options,
            transport: MockTransport { request in
                seen.withLock { $0.append(request) }
                return MockResponse(200)
            })
        var request = FetchRequest(.post, "http://a.test/")
        request.body = .text("the body of the user")
        _ = try await AsyncDriver.collect(session.call(for: request, isStreamed: false), limit: 100)
        return seen.withLock { $0 }
    }

    @Test("A flow's own request has the length of its own body, whatever its headers say")
    func ownLength() async throws {
        let url = try FetchURL("http://login.test/")
        for headers in [["Content-Length": "20"], ["Transfer-Encoding": "chunked"], [:]] as [Headers] {
            let seen = try await received(RequestHead(method: .post, url: url, headers: headers), body: "id=1")
            #expect(seen.map(\.url.host) == ["login.test", "a.test"])
            #expect(seen.first?.headers.all("Content-Length") == ["4"])
            #expect(seen.first?.headers.contains("Transfer-Encoding") == false)
        }
        let empty = try await received(RequestHead(method: .post, url: url, headers: [:]))
        #expect(empty.first?.headers["Content-Length"] == "0")
    }

    @Test("A flow's own request with an invalid method is not sent")
    func ownMethod() async throws {
        let own = RequestHead(method: "PO ST", url: try FetchURL("http://login.test/"), headers: [:])
        let error = await #expect(throws: FetchError.self) { try await received(own) }
        #expect(error?.kind == .invalidRequest)
    }

    @Test("An error of a flow's own request carries the URL of that request")
    func ownFailure() async throws {
        let own = RequestHead(method: .get, url: try FetchURL("http://login.test/token"), headers: [:])
        let session = FetchSession(
            script(OneRequestFirst(own)).options, transport: MockTransport { _ in throw FetchError(.connect, "no") })
        let call = try session.call(for: FetchRequest(.get, "http://a.test/"), isStreamed: false)
        let error = await #expect(throws: FetchError.self) { try await AsyncDriver.collect(call, limit: 100) }
        #expect(error?.url == "http://login.test/token")
    }

    @Test("A flow gets response bodies decoded")
    func decodedBodies() async throws {
        let coded = MockResponse(
            headers: ["Content-Encoding": "gzip"], bytes: try ContentEncoder.encode("again", as: .gzip))
        let count = Locked(0)
        let session = FetchSession(
            script(BodyReader()).options,
            transport: MockTransport { _ in
                count.withLock { count in
                    count += 1
                    return count == 1 ? coded : MockResponse(text: "fine")
                }
            })
        let call = try session.call(for: FetchRequest(.get, "http://a.test/"), isStreamed: false)
        #expect(try await AsyncDriver.collect(call, limit: 100).body.utf8Text == "fine")
    }

    // MARK: Drivers

    private func session() -> FetchSession {
        FetchSession(
            script(TokenAuthentication(token: "old")).options,
            transport: MockTransport { request in
                if request.url.path == "/token" { return MockResponse(text: "new") }
                return request.headers["Authorization"] == "Bearer new"
                    ? MockResponse(text: "secret") : MockResponse(401)
            })
    }

    @Test("A flow works in a task")
    func asynchronous() async throws {
        let call = try session().call(for: FetchRequest(.get, "http://a.test/"), isStreamed: false)
        let response = try await AsyncDriver.collect(call, limit: 100)
        #expect(response.body.utf8Text == "secret")
        #expect(response.history.map(\.head.status) == [401])
    }

    @Test("A flow works on a thread")
    func blocking() async throws {
        let session = session()
        let response = try await onThread {
            try BlockingDriver.collect(
                try session.call(for: FetchRequest(.get, "http://a.test/"), isStreamed: false), limit: 100)
        }
        #expect(response.body.utf8Text == "secret")
        #expect(response.history.map(\.head.status) == [401])
    }

    @Test("A response whose body a flow has read can still be streamed by a task and by a thread")
    func reviewedAndStreamed() async throws {
        let session = FetchSession(
            script(BodyReader()).options, transport: MockTransport { _ in MockResponse(text: "fine") })
        let request = FetchRequest(.get, "http://a.test/")
        let streamed = try await AsyncDriver.stream(session.call(for: request, isStreamed: true))
        #expect(try await streamed.next()?.utf8Text == "fine")
        #expect(try await streamed.next() == nil)
        let piece = try await onThread {
            let streamed = try BlockingDriver.stream(session.call(for: request, isStreamed: true))
            return try streamed.nextBlocking()
        }
        #expect(piece?.utf8Text == "fine")
    }
}

@Suite("Asynchronous hooks")
struct AsynchronousHookTests {
    private var session: FetchSession {
        FetchSession(
            CallScript().options,
            transports: TransportTable(MockTransport { MockResponse(text: $0.headers["X-Hook"] ?? "") }),
            hooks: CallHooks(requests: [
                .asynchronous { request in
                    await Task.yield()
                    request.headers["X-Hook"] = "ran"
                }
            ]))
    }

    @Test("An asynchronous hook runs in a task")
    func task() async throws {
        let call = try session.call(for: FetchRequest(.get, "http://a.test/"), isStreamed: false)
        #expect(try await AsyncDriver.collect(call, limit: 100).body.utf8Text == "ran")
    }

    @Test("An asynchronous hook is rejected on a thread")
    func thread() async {
        let session = session
        let error = await #expect(throws: FetchError.self) {
            try await onThread {
                try BlockingDriver.collect(
                    try session.call(for: FetchRequest(.get, "http://a.test/"), isStreamed: false), limit: 100)
            }
        }
        #expect(error?.kind == .invalidRequest)
    }
}

/// Runs `body` on its own thread. A blocking call must not take a thread of the cooperative pool.
private func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let run = Unmanaged.passRetained(ThreadBody { continuation.resume(with: Result(catching: body)) })
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { context in
                context.map { Unmanaged<ThreadBody>.fromOpaque($0).takeRetainedValue().run() }
                return nil
            }, run.toOpaque())
        pthread_detach(thread)
    }
}

private final class ThreadBody {
    let run: () -> Void

    init(_ run: @escaping () -> Void) {
        self.run = run
    }
}

// MARK: - Authentications

/// Fetches a token, keeps it for all calls, and fetches another if a server rejects it.
private final class TokenAuthentication: Authentication {
    private let token: Locked<String?>

    init(token: String? = nil) {
        self.token = Locked(token)
    }

    func makeFlow() -> any AuthenticationFlow { Flow(self) }

    private final class Flow: AuthenticationFlow {
        private let owner: TokenAuthentication
        private var isRenewed = false

        init(_ owner: TokenAuthentication) {
            self.owner = owner
        }

        func authorize(_ request: inout RequestHead, body: Bytes?) throws -> AuthenticationRequest? {
            if let token = owner.token.withLock({ $0 }) {
                request.headers["Authorization"] = "Bearer \(token)"
                return nil
            }
            let url = try FetchURL("http://login.test/token")
            return AuthenticationRequest(
                RequestHead(method: "POST", url: url, headers: ["Content-Length": "2"]), body: "id")
        }

        func receive(_ response: CollectedResponse) {
            owner.token.withLock { $0 = response.body.utf8Text }
        }

        func shouldResend(after response: ResponseHead, body: Bytes?) -> Bool {
            guard response.status == 401, !isRenewed else { return false }
            isRenewed = true
            owner.token.withLock { $0 = nil }
            return true
        }
    }
}

/// Sends one request of its own before each attempt.
private struct OneRequestFirst: Authentication {
    private let own: AuthenticationRequest

    init(_ head: RequestHead, body: Bytes = "") {
        own = AuthenticationRequest(head, body: body)
    }

    func makeFlow() -> any AuthenticationFlow { Flow(own) }

    private final class Flow: AuthenticationFlow {
        private let own: AuthenticationRequest
        private var isAsked = false

        init(_ own: AuthenticationRequest) {
            self.own = own
        }

        func authorize(_ request: inout RequestHead, body: Bytes?) -> AuthenticationRequest? {
            isAsked.toggle()
            return isAsked ? own : nil
        }
    }
}

/// Copies the body into a header.
private struct Signature: Authentication {
    func makeFlow() -> any AuthenticationFlow { Flow() }

    private final class Flow: AuthenticationFlow {
        var needsRequestBody: Bool { true }

        func authorize(_ request: inout RequestHead, body: Bytes?) -> AuthenticationRequest? {
            request.headers["Authorization"] = body?.utf8Text
            return nil
        }
    }
}

/// Resends the request while the response body says so.
private struct BodyReader: Authentication {
    func makeFlow() -> any AuthenticationFlow { Flow() }

    private final class Flow: AuthenticationFlow {
        var needsResponseBody: Bool { true }

        func authorize(_ request: inout RequestHead, body: Bytes?) -> AuthenticationRequest? { nil }

        func shouldResend(after response: ResponseHead, body: Bytes?) -> Bool { body?.utf8Text == "again" }
    }
}

/// Never gives up.
private struct Stubborn: Authentication {
    func makeFlow() -> any AuthenticationFlow { Flow() }

    private final class Flow: AuthenticationFlow {
        func authorize(_ request: inout RequestHead, body: Bytes?) -> AuthenticationRequest? { nil }

        func shouldResend(after response: ResponseHead, body: Bytes?) -> Bool { true }
    }
}

private struct Failing: Authentication {
    struct Refusal: Error {}

    func makeFlow() -> any AuthenticationFlow { Flow() }

    private final class Flow: AuthenticationFlow {
        func authorize(_ request: inout RequestHead, body: Bytes?) throws -> AuthenticationRequest? { throw Refusal() }
    }
}
