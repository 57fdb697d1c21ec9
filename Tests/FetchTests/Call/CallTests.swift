import HTTPValues
import Testing

@testable import Fetch

@Suite("A call, step by step")
struct CallTests {
    private static let start = "http://a.test/"

    private func get(_ url: String = start, _ change: (inout FetchRequest) -> Void = { _ in }) -> FetchRequest {
        var request = FetchRequest(.get, url)
        request.followRedirects = true
        change(&request)
        return request
    }

    @Test(
        "Each response leads to the next step",
        arguments: [
            ([.head(200)], ["GET http://a.test/", "deliver"]),
            ([.head(404)], ["GET http://a.test/", "deliver"]),
            ([.failure(.connect)], ["GET http://a.test/", "fail connect"]),
            (
                [.head(302, ["Location": "/b"]), .head(200)],
                ["GET http://a.test/", "drain", "GET http://a.test/b", "deliver"]
            ),
            (
                [.head(302, ["Location": "https://b.test/"]), .failure(.tls)],
                ["GET http://a.test/", "drain", "GET https://b.test/", "fail tls"]
            ),
            ([.head(302, ["Location": "ftp://b.test/"])], ["GET http://a.test/", "fail unsupportedRedirect"]),
            ([.head(302)], ["GET http://a.test/", "deliver"]),
            (
                [.head(200, ["Transfer-Encoding": "gzip"])],
                ["GET http://a.test/", "fail protocolViolation"]
            ),
        ] as [([CallScript.Reply], [String])])
    func steps(replies: [CallScript.Reply], expected: [String]) throws {
        #expect(try CallScript().play(get(), replies) == expected)
    }

    @Test("A redirect is delivered if following is off")
    func notFollowed() throws {
        let lines = try CallScript().play(get { $0.followRedirects = false }, [.head(302, ["Location": "/b"])])
        #expect(lines == ["GET http://a.test/", "deliver"])
    }

    @Test("One redirect too many fails the call")
    func tooManyRedirects() throws {
        let redirect = CallScript.Reply.head(302, ["Location": "/"])
        let lines = try CallScript().play(get { $0.maxRedirects = 2 }, [redirect, redirect, redirect])
        #expect(lines.filter { $0.hasPrefix("GET") }.count == 3)
        #expect(lines.last == "fail tooManyRedirects")
    }

    @Test("A body that can only be read once is not sent twice")
    func bodyNotReplayable() throws {
        let request = get { request in
            request.method = .post
            request.body = .stream([Bytes("x")].lazy.map { $0 })
        }
        let lines = try CallScript().play(request, [.head(307, ["Location": "/b"])])
        #expect(lines == ["POST http://a.test/", "drain", "fail bodyNotReplayable"])
    }

    @Test("An event out of order fails the call", arguments: [0, 1, 2, 3])
    func wrongOrder(which: Int) throws {
        let session = FetchSession(CallScript().options, transport: MockTransport { _ in MockResponse(200) })
        let call = try session.call(for: get(), isStreamed: true)
        _ = call.next(.begin)
        let whole = CollectedResponse(
            head: ResponseHead(version: .http11, status: 200, reason: "", headers: [:]), body: [])
        let events: [Call.Event] = [.begin, .waited, .drained(whole), .shown]
        guard case .fail(let error) = call.next(events[which]) else {
            Issue.record("the call went on")
            return
        }
        #expect(error.kind == .closed)
    }

    // MARK: Retries

    private var retrying: CallScript {
        var script = CallScript()
        script.options.retry = RetryPolicy(attempts: 2, backoff: .seconds(7))
        return script
    }

    @Test(
        "A retry waits before it sends again",
        arguments: [
            (
                [.failure(.connect), .head(200)],
                ["GET http://a.test/", "wait 7", "GET http://a.test/", "deliver"]
            ),
            (
                [.head(503, ["Retry-After": "3"]), .head(200)],
                ["GET http://a.test/", "drain", "wait 3", "GET http://a.test/", "deliver"]
            ),
            (
                [.head(503, ["Retry-After": "0"]), .head(503)],
                ["GET http://a.test/", "drain", "wait 0", "GET http://a.test/", "deliver"]
            ),
        ] as [([CallScript.Reply], [String])])
    func retries(replies: [CallScript.Reply], expected: [String]) throws {
        #expect(try retrying.play(get(), replies) == expected)
    }

    @Test("A wait beyond the total timeout is skipped and the response is delivered")
    func waitBeyondDeadline() throws {
        let request = get { $0.timeout = FetchTimeout(total: .seconds(5)) }
        let lines = try retrying.play(request, [.head(503, ["Retry-After": "30"]), .head(200)])
        #expect(lines == ["GET http://a.test/", "deliver"])
    }

    @Test("A wait beyond the total timeout is skipped and the error is thrown")
    func waitAfterFailureBeyondDeadline() throws {
        let request = get { $0.timeout = FetchTimeout(total: .seconds(5)) }
        #expect(try retrying.play(request, [.failure(.connect)]) == ["GET http://a.test/", "fail connect"])
    }

    @Test("Responding to a challenge does not count as a retry")
    func challengeIsNoRetry() throws {
        var script = retrying
        script.options.authentication = Challenged()
        let lines = try script.play(get(), [.head(401), .failure(.connect), .head(200)])
        #expect(
            lines == [
                "GET http://a.test/ first", "drain", "GET http://a.test/ second", "wait 7",
                "GET http://a.test/ second", "deliver",
            ])
    }

    // MARK: Transports and hooks

    @Test("Each hop uses the transport mounted for its URL")
    func mounts() throws {
        var script = CallScript()
        script.mounts = [.init(try URLPattern("all://*.b.test"), MockTransport { _ in MockResponse(200) })]
        let lines = try script.play(
            get(), [.head(302, ["Location": "http://x.b.test/"]), .head(302, ["Location": Self.start]), .head(200)])
        #expect(
            lines.filter { $0 != "drain" } == [
                "GET http://a.test/", "GET http://x.b.test/ (mounted)", "GET http://a.test/", "deliver",
            ])
    }

    @Test("Hooks see every hop and may change its headers")
    func hooks() throws {
        let seen = Locked<[String]>([])
        var script = CallScript()
        script.hooks = CallHooks(
            requests: [.blocking { $0.headers["Authorization"] = "hook \($0.url.path)" }],
            responses: [
                .blocking { response, request in seen.withLock { $0.append("\(response.status) \(request.url.path)") } }
            ])
        let lines = try script.play(get(), [.head(302, ["Location": "/b"]), .head(200)])
        #expect(
            lines == ["GET http://a.test/ hook /", "drain", "GET http://a.test/b hook /b", "deliver"])
        #expect(seen.withLock { $0 } == ["302 /", "200 /b"])
    }

    @Test("A hook that throws fails the call")
    func hookThrows() throws {
        struct Refusal: Error {}
        var script = CallScript()
        script.hooks = CallHooks(requests: [.blocking { _ in throw Refusal() }])
        #expect(try script.play(get(), []) == ["fail callback"])
    }
}

/// Responds to the first challenge.
private struct Challenged: Authentication {
    func makeFlow() -> any AuthenticationFlow { Flow() }

    private final class Flow: AuthenticationFlow {
        private var isChallenged = false

        func authorize(_ request: inout RequestHead, body: Bytes?) -> AuthenticationRequest? {
            request.headers["Authorization"] = isChallenged ? "second" : "first"
            return nil
        }

        func shouldResend(after response: ResponseHead, body: Bytes?) -> Bool {
            guard response.status == 401, !isChallenged else { return false }
            isChallenged = true
            return true
        }
    }
}
