import AIOHTTPWeb
import HTTPValues
import TestSupport
import Testing

/// Tables of raw requests and the expected responses.
@Suite struct RequestTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let request: String
        let status: Int
        var body: String?

        init(_ request: String, _ status: Int, _ body: String? = nil) {
            self.request = request
            self.status = status
            self.body = body
        }

        var testDescription: String { String(request.prefix(60)).debugDescription }
    }

    private func check(_ cases: [Case]) async throws {
        try await TestServer.with(sampleApplication(), http2: false) { server in
            for example in cases {
                let text = try await RawClient(server).run([.send(example.request), .shutdown, .receiveToEnd])
                let response = RawResponse(text)
                #expect(response.status == example.status, "\(example.testDescription): \(text)")
                if let body = example.body { #expect(response.body == body, "\(example.testDescription): \(text)") }
            }
        }
    }

    private static func get(_ target: String) -> String { "GET \(target) HTTP/1.1\r\nHost: x\r\n\r\n" }

    @Test func routesArePicked() async throws {
        try await check([
            Case(Self.get("/"), 200, "hello"),
            Case(Self.get("/nothing"), 404, "404: Not Found"),
            Case(Self.get("/a/"), 404),
            Case(Self.get("/echo/a%20b%2Fc%25"), 200, "a b/c%"),
            Case(Self.get("/num/12"), 200, "12"),
            Case(Self.get("/num/ab"), 404),
            Case(Self.get("/tail/a/b"), 200, "[a/b]"),
            Case(Self.get("/tail/"), 200, "[]"),
            Case(Self.get("http://other:81/url?q"), 200, "http://other:81/url?q"),
            Case("GET /url HTTP/1.1\r\nHost: h:8\r\n\r\n", 200, "http://h:8/url"),
            Case("OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 404),
            Case("QUERY /method HTTP/1.1\r\nHost: x\r\n\r\n", 200, "QUERY"),
            Case("M-SEARCH /method HTTP/1.1\r\nHost: x\r\n\r\n", 200, "M-SEARCH"),
            Case("\r\n" + Self.get("/"), 200, "hello"),
        ])
    }

    @Test func requestLinesAreChecked() async throws {
        try await check([
            Case(Self.get("*"), 400),
            Case("CONNECT h:443 HTTP/1.1\r\nHost: h:443\r\n\r\n", 501),
            Case("get / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            Case("FROB / HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            Case("GET / HTTP/1.2\r\nHost: x\r\n\r\n", 400),
            Case("GET / HTTP/1.10\r\nHost: x\r\n\r\n", 400),
            Case("GET / HTTP/2.0\r\nHost: x\r\n\r\n", 505),
            Case("GET / HTTP/0.9\r\nHost: x\r\n\r\n", 505),
            Case("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
            Case("GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            Case("GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            Case("GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            Case("GET /é HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            Case("GET /#f HTTP/1.1\r\nHost: x\r\n\r\n", 400),
            Case("GET / HTTP/1.1\nHost: x\n\n", 400),
            Case(Self.get("/" + String(repeating: "a", count: 9000)), 414),
            Case("\u{16}\u{3}\u{1}", 400, "400: Received HTTPS traffic on an HTTP port"),
        ])
    }

    @Test func fieldsAreChecked() async throws {
        func with(_ lines: String) -> String { "GET / HTTP/1.1\r\nHost: x\r\n\(lines)\r\n\r\n" }
        try await check([
            Case("GET / HTTP/1.1\r\n\r\n", 400),
            Case("GET / HTTP/1.0\r\n\r\n", 200),
            Case("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
            Case("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
            Case(with("A : b"), 400),
            Case(with(" folded"), 400),
            Case(with("no colon"), 400),
            Case(with(": empty"), 400),
            Case(with("A: b\u{1}"), 400),
            Case(with("A: b\u{7F}"), 400),
            Case(with("A: b\0"), 400),
            Case(with("A: b\rc"), 400),
            Case(with("A: b\nC: d"), 400),
            Case(with("A: \tb\t"), 200),
            Case(with("A: é"), 200),
            Case(with("Content-Type: a/b\r\nContent-Type: a/b"), 400),
            Case(with("User-Agent: a\r\nUser-Agent: b"), 400),
            Case(with("A: " + String(repeating: "b", count: 40_000)), 431),
            Case(with((0..<130).map { "A\($0): b" }.joined(separator: "\r\n")), 431),
            Case(with("Expect: 200-ok"), 417),
        ])
    }

    @Test func framingIsChecked() async throws {
        func post(_ lines: String, _ body: String = "abc") -> String {
            "POST /read HTTP/1.1\r\nHost: x\r\n\(lines)\r\n\r\n\(body)"
        }
        func chunked(_ body: String) -> String { post("Transfer-Encoding: chunked", body) }
        try await check([
            Case(post("Content-Length: 3"), 200, "abc"),
            Case(post("Content-Length:  3 "), 200, "abc"),
            Case(post("Content-Length: 003"), 200, "abc"),
            Case(post("Content-Length: +3"), 400),
            Case(post("Content-Length: 0x3"), 400),
            Case(post("Content-Length:"), 400),
            Case(post("Content-Length: 3, 3"), 400),
            Case(post("Content-Length: 99999999999999999999"), 400),
            Case(post("Content-Length: ３"), 400),
            Case(post("Content-Length: 3\r\nContent-Length: 3"), 400),
            Case(post("Content-Length: 3\r\nTransfer-Encoding: chunked", "0\r\n\r\n"), 400),
            Case(post("Transfer-Encoding: chunked\r\nContent-Length: 3", "0\r\n\r\n"), 400),
            Case(post("Transfer-Encoding: Chunked", "3\r\nabc\r\n0\r\n\r\n"), 200, "abc"),
            Case(post("Transfer-Encoding: chunked, chunked", "0\r\n\r\n"), 400),
            Case(post("Transfer-Encoding: chunked, identity", "0\r\n\r\n"), 400),
            Case(post("Transfer-Encoding: chunked,", "0\r\n\r\n"), 400),
            Case(post("Transfer-Encoding: ,chunked", "0\r\n\r\n"), 400),
            Case(post("Transfer-Encoding: identity"), 400),
            Case(post("Transfer-Encoding: identity, chunked", "0\r\n\r\n"), 400),
            Case(post("Transfer-Encoding: xchunked", "0\r\n\r\n"), 400),
            Case(post("Transfer-Encoding: \u{b}chunked", "0\r\n\r\n"), 400),
            Case(post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "0\r\n\r\n"), 400),
            Case(post("Transfer-Encoding : chunked", "0\r\n\r\n"), 400),
            Case(post("Transfer-Encoding: gzip, chunked", "0\r\n\r\n"), 501),
            Case("POST /read HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
            Case(chunked("3;a=b\r\nabc\r\n0\r\n\r\n"), 200, "abc"),
            Case(chunked("3;a\nb\r\nabc\r\n0\r\n\r\n"), 400),
            Case(chunked("0003\r\nabc\r\n0\r\n\r\n"), 200, "abc"),
            Case(chunked("-3\r\nabc\r\n0\r\n\r\n"), 400),
            Case(chunked("0x3\r\nabc\r\n0\r\n\r\n"), 400),
            Case(chunked(" 3\r\nabc\r\n0\r\n\r\n"), 400),
            Case(chunked("3 \r\nabc\r\n0\r\n\r\n"), 400),
            Case(chunked("fffffffffffffffff\r\nabc\r\n0\r\n\r\n"), 400),
            Case(chunked("3\nabc\r\n0\r\n\r\n"), 400),
            Case(chunked("3\r\nabcd\r\n0\r\n\r\n"), 400),
            Case(chunked("3\r\nabc\r\n0\r\nX-T: 1\r\n\r\n"), 200, "abc"),
            Case(chunked("3\r\nabc\r\n0\r\nX T: 1\r\n\r\n"), 400),
            Case(post("", ""), 200, ""),
        ])
    }
}
