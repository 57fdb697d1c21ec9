import HTTPValues
import Testing

@Suite("Framing")
struct FramingTests {
    // MARK: Requests

    struct Request: Sendable {
        var method = "POST"
        var target = "/"
        var version = HTTPVersion.http11
        var headers: Headers = [:]
        var omitsHost = false

        var framing: Result<RequestFraming, any Error> {
            var headers = headers
            if !omitsHost { headers.add(name: "Host", value: "x") }
            let head = ReceivedRequestHead(method: method, target: target, version: version, headers: headers)
            return Result { try RequestFraming(head) }
        }
    }

    @Test(
        "A single header frames the body of a request",
        arguments: [
            ([:], .none), (["Content-Length": "0"], .none), (["Content-Length": "3"], .length(3)),
            (["Content-Length": "003"], .length(3)), (["Content-Length": "9223372036854775807"], .length(.max)),
            (["Transfer-Encoding": "chunked"], .chunked), (["transfer-encoding": "Chunked"], .chunked),
        ] as [(Headers, BodyFraming)])
    func requestBodies(headers: Headers, framing: BodyFraming) throws {
        #expect(try Request(headers: headers).framing.get().body == framing)
    }

    @Test(
        "A request with doubtful framing is rejected",
        arguments: [
            (["Content-Length": "+3"], .malformed), (["Content-Length": "0x3"], .malformed),
            (["Transfer-Encoding": "chunked,"], .malformed), (["Transfer-Encoding": ",chunked"], .malformed),
            (["Transfer-Encoding": "chunked, ,"], .malformed),
            (["Content-Length": ""], .malformed), (["Content-Length": "3, 3"], .malformed),
            (["Content-Length": "-3"], .malformed), (["Content-Length": "3 4"], .malformed),
            (["Content-Length": "99999999999999999999"], .malformed), (["Content-Length": "\u{FF13}"], .malformed),
            (["Content-Length": "3", "content-length": "3"], .malformed),
            (["Content-Length": "3", "Transfer-Encoding": "chunked"], .malformed),
            (["Transfer-Encoding": "chunked", "Content-Length": "3"], .malformed),
            (["Transfer-Encoding": "chunked", "transfer-encoding": "chunked"], .malformed),
            (["Transfer-Encoding": "chunked, chunked"], .malformed), (["Transfer-Encoding": ""], .malformed),
            (["Transfer-Encoding": "chunked, identity"], .malformed), (["Transfer-Encoding": "identity"], .malformed),
            (["Transfer-Encoding": "identity, chunked"], .malformed), (["Transfer-Encoding": "gzip"], .malformed),
            (["Transfer-Encoding": "xchunked"], .malformed), (["Transfer-Encoding": "\u{b}chunked"], .malformed),
            (["Transfer-Encoding": "gzip, chunked"], .notImplemented),
            (["Content-Type": "a/b", "content-type": "a/b"], .malformed),
            (["User-Agent": "a", "user-agent": "b"], .malformed), (["Host": "y"], .malformed),
            (["Expect": "200-ok"], .expectationFailed),
            (["Expect": "100-continue", "expect": "100-continue"], .malformed),
        ] as [(Headers, HTTP1Violation.Kind)])
    func refusedRequests(headers: Headers, kind: HTTP1Violation.Kind) {
        #expect(Request(headers: headers).framing.violation?.kind == kind)
    }

    @Test("HTTP/1.0 requests with chunks are rejected, and their Expect headers are ignored")
    func http10() throws {
        let chunked = Request(version: .http10, headers: ["Transfer-Encoding": "chunked"])
        #expect(chunked.framing.violation?.kind == .malformed)
        let expecting = Request(version: .http10, headers: ["Expect": "100-continue", "Content-Length": "3"])
        #expect(try !expecting.framing.get().expectsContinue)
    }

    @Test("100 Continue is expected only if there is a body")
    func expectations() throws {
        for (length, expected) in [("3", true), ("0", false)] {
            let request = Request(headers: ["Expect": "100-Continue", "Content-Length": length])
            #expect(try request.framing.get().expectsContinue == expected)
        }
    }

    @Test(
        "The version and the Connection header decide whether a connection stays open",
        arguments: [
            (.http11, [], true), (.http11, ["close"], false), (.http11, ["x, Close"], false),
            (.http11, ["x", "close"], false), (.http11, ["keep-alive"], true), (.http11, ["closed"], true),
            (.http10, [], false), (.http10, ["Keep-Alive"], true), (.http10, ["keep-alive, close"], false),
            (.http10, ["close"], false),
        ] as [(HTTPVersion, [String], Bool)])
    func persistence(version: HTTPVersion, connection: [String], keepsAlive: Bool) throws {
        let headers = Headers(connection.map { ("Connection", $0) })
        #expect(try Request(version: version, headers: headers).framing.get().keepsAlive == keepsAlive)
        var answer = headers
        answer.add(name: "Content-Length", value: "3")
        let head = ResponseHead(version: version, status: 200, reason: "", headers: answer)
        #expect(try ResponseFraming(head, to: .get) == .body(.length(3), keepsAlive: keepsAlive))
    }

    @Test(
        "The host comes from the target or the Host header",
        arguments: [
            (Request(target: "/a"), "x"), (Request(target: "http://h:81/a"), "h:81"),
            (Request(target: "HTTPS://u:p@h"), "h"), (Request(method: "OPTIONS", target: "*"), "x"),
            (Request(version: .http10, omitsHost: true), nil),
        ])
    func hosts(request: Request, host: String?) throws {
        #expect(try request.framing.get().host == host)
    }

    @Test(
        "A request without exactly one valid host is rejected",
        arguments: [
            (Request(omitsHost: true), .malformed), (Request(headers: ["Host": "a/b"], omitsHost: true), .malformed),
            (Request(headers: ["Host": "a b"], omitsHost: true), .malformed), (Request(target: "http://"), .malformed),
            (Request(target: "http:///a"), .malformed), (Request(target: "http://a\"b/"), .malformed),
            (Request(target: "*"), .malformed), (Request(target: "h:443"), .malformed),
            (Request(method: "CONNECT", target: "h:443"), .notImplemented),
        ] as [(Request, HTTP1Violation.Kind)])
    func refusedHosts(request: Request, kind: HTTP1Violation.Kind) {
        #expect(request.framing.violation?.kind == kind)
    }

    // MARK: Responses

    private static func framing(
        _ status: Int, _ headers: Headers, to method: HTTPMethod = .get, version: HTTPVersion = .http11
    ) throws -> ResponseFraming {
        let head = ResponseHead(version: version, status: status, reason: "", headers: headers)
        return try ResponseFraming(head, to: method)
    }

    @Test(
        "What follows a response depends on its status and the request method",
        arguments: [
            (.get, 100, .interim), (.get, 103, .interim), (.get, 101, .otherProtocol),
            ("CONNECT", 200, .otherProtocol), ("CONNECT", 299, .otherProtocol), ("CONNECT", 101, .otherProtocol),
            ("CONNECT", 407, .body(.length(3), keepsAlive: true)), (.get, 204, .body(.none, keepsAlive: true)),
            (.get, 304, .body(.none, keepsAlive: true)), (.head, 200, .body(.none, keepsAlive: true)),
            (.head, 404, .body(.none, keepsAlive: true)), (.get, 205, .body(.length(3), keepsAlive: true)),
            (.get, 200, .body(.length(3), keepsAlive: true)), (.get, 999, .body(.length(3), keepsAlive: true)),
        ] as [(HTTPMethod, Int, ResponseFraming)])
    func statuses(method: HTTPMethod, status: Int, framing: ResponseFraming) throws {
        #expect(try Self.framing(status, ["Content-Length": "3"], to: method) == framing)
    }

    @Test(
        "Headers frame the body of a response",
        arguments: [
            (.http11, [:], .body(.untilClose, keepsAlive: false)),
            (.http10, ["Connection": "keep-alive"], .body(.untilClose, keepsAlive: false)),
            (.http11, ["Transfer-Encoding": "Identity"], .body(.untilClose, keepsAlive: false)),
            (.http11, ["Transfer-Encoding": "identity", "Content-Length": "3"], .body(.length(3), keepsAlive: false)),
            (.http11, ["Content-Length": "0"], .body(.length(0), keepsAlive: true)),
            (.http11, ["Content-Length": "3, 3"], .body(.length(3), keepsAlive: true)),
            (.http11, ["Content-Length": "3", "content-length": "3"], .body(.length(3), keepsAlive: true)),
            (.http11, ["Transfer-Encoding": "Chunked"], .body(.chunked, keepsAlive: true)),
            (.http11, ["Transfer-Encoding": "chunked", "Content-Length": "3"], .body(.chunked, keepsAlive: false)),
            (
                .http10, ["Transfer-Encoding": "chunked", "Connection": "keep-alive"],
                .body(.chunked, keepsAlive: false)
            ),
        ] as [(HTTPVersion, Headers, ResponseFraming)])
    func responseBodies(version: HTTPVersion, headers: Headers, framing: ResponseFraming) throws {
        #expect(try Self.framing(200, headers, version: version) == framing)
    }

    @Test(
        "A response with ambiguous framing is rejected",
        arguments: [
            ["Content-Length": "abc"], ["Content-Length": "-1"], ["Content-Length": ""], ["Content-Length": "2, 3"],
            ["Content-Length": "3", "content-length": "03"], ["Content-Length": "99999999999999999999"],
            ["Transfer-Encoding": "foo"], ["Transfer-Encoding": "chunked, foo"], ["Transfer-Encoding": "gzip, chunked"],
            ["Transfer-Encoding": "chunked", "transfer-encoding": "chunked"], ["Transfer-Encoding": ""],
        ] as [Headers])
    func refusedResponses(headers: Headers) {
        #expect(throws: HTTP1Violation.self) { try Self.framing(200, headers) }
    }

    // MARK: A server's own responses

    struct Plan: Sendable {
        var isHead = false
        var version = HTTPVersion.http11
        var status = 200
        var length: Int?
        let framing: BodyFraming
        let sendsBody: Bool
        var keepsAlive = true
    }

    @Test(
        "The framing of a server's response follows from the request and the response",
        arguments: [
            Plan(length: 3, framing: .length(3), sendsBody: true),
            Plan(length: 0, framing: .length(0), sendsBody: true),
            Plan(framing: .chunked, sendsBody: true),
            Plan(isHead: true, length: 3, framing: .length(3), sendsBody: false),
            Plan(isHead: true, framing: .none, sendsBody: false),
            Plan(status: 204, length: 3, framing: .none, sendsBody: false),
            Plan(status: 304, framing: .none, sendsBody: false),
            Plan(version: .http10, length: 3, framing: .length(3), sendsBody: true),
            Plan(version: .http10, framing: .untilClose, sendsBody: true, keepsAlive: false),
        ])
    func plans(example: Plan) {
        let plan = ResponsePlan(
            isHead: example.isHead, version: example.version, status: example.status, length: example.length,
            keepsAlive: true)
        #expect(plan.framing == example.framing)
        #expect(plan.sendsBody == example.sendsBody)
        #expect(plan.keepsAlive == example.keepsAlive)
    }
}
