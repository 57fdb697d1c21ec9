import AIOHTTPWeb
import HTTPValues
import Testing

/// A request is accepted or rejected alike over both protocols.
@Suite struct RequestAcceptanceTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let arguments: [String]
        let status: Int
        init(_ arguments: String..., status: Int) {
            self.arguments = arguments
            self.status = status
        }
        var testDescription: String { String("\(status): \(arguments)".prefix(100)) }
    }

    private static func headers(_ lines: [String]) -> [String] { lines.flatMap { ["-H", $0] } }

    private static let cases: [Case] = [
        Case(status: 200),
        Case("-X", "FOO", status: 400),
        Case("-X", "get", status: 400),
        Case("-X", "LOCK", status: 405),
        Case("--request-target", "*", status: 400),
        Case("-X", "OPTIONS", "--request-target", "*", status: 404),
        Case("--request-target", "/#a", status: 400),
        Case("--request-target", "/\u{E9}", status: 400),
        Case("--request-target", "/" + String(repeating: "a", count: 9000), status: 414),
        Case("-H", "Host: a:1", status: 200),
        Case("-H", "Host: a/b", status: 400),
        Case("-H", "Host: a@b", status: 400),
        Case("-H", "Content-Type: a/b", "-H", "Content-Type: a/c", status: 400),
        Case("-H", "User-Agent: a", "-H", "User-Agent: b", status: 400),
        Case("-H", "Expect: 200-ok", status: 417),
        Case("--head", "-H", "Expect: 200-ok", status: 417),
        Case("--head", "-H", "Host: a/b", status: 400),
        Case("-H", "X: a\u{1}b", status: 400),
        Case("-H", "X: " + String(repeating: "a", count: 8000), status: 431),
        Case("-H", "X: " + String(repeating: "a", count: 7900), status: 200),
    ]

    @Test("A request gets the same status over HTTP/1.1 and HTTP/2", arguments: cases)
    func bothProtocolsAgree(_ test: Case) async throws {
        try await check(test.arguments, test.status)
    }

    @Test("More than 128 header lines are rejected over both protocols", arguments: [(100, 200), (130, 431)])
    func tooManyHeadersAreRefused(count: Int, status: Int) async throws {
        try await check(Self.headers((0..<count).map { "A\($0): b" }), status)
    }

    @Test("An invalid authority gets a 400 over HTTP/1.1 and no response over HTTP/2")
    func impossibleAuthority() async throws {
        try await TestServer.with(sampleApplication()) { server in
            let plain = try await code("--http1.1", ["-H", "Host: a b"], server)
            #expect(plain == "400")
            let multiplexed = try await code("--http2-prior-knowledge", ["-H", "Host: a b"], server)
            #expect(multiplexed == "000")
        }
    }

    private func check(_ arguments: [String], _ status: Int) async throws {
        try await TestServer.with(sampleApplication(), configure: { $0.maximumFieldLength = 8000 }) { server in
            for version in ["--http1.1", "--http2-prior-knowledge"] {
                let code = try await code(version, arguments, server)
                #expect(code == "\(status)", "\(version)")
            }
            // A rejected request never reaches a handler.
            if [400, 414, 417, 431].contains(status) { #expect(server.statistics.requests == 0) }
        }
    }

    private func code(_ version: String, _ arguments: [String], _ server: TestServer) async throws -> String {
        let common = ["curl", "-sS", "--max-time", "10", version, "-o", "/dev/null", "-w", "%{http_code}"]
        return try await run(common + arguments + [server.baseURL + "/"]).output
    }
}
