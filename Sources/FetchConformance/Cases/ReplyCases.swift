import Fetch
import HTTPValues

extension Suite {
    static let replies = group("replies", statusLines + framing + strangeButLegal)

    private static let statusLines = [
        Case(
            "no reason phrase", why: "RFC 9112 section 4",
            server: .reply("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"),
            expect: [.status(200), .reason(""), .body("ok")]),
        Case(
            "an empty reason phrase", why: "RFC 9112 section 4",
            server: .reply("HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok"),
            expect: [.status(200), .reason(""), .body("ok")]),
        Case(
            "a reason phrase of several words", why: "RFC 9112 section 4",
            server: .reply(reply("418 I'm a teapot: short")),
            expect: [.status(418), .reason("I'm a teapot: short"), .version("HTTP/1.1")]),
        Case(
            "a status nobody has heard of", why: "RFC 9110 section 15", server: .reply(reply("599 Odd")),
            expect: [.status(599), .reason("Odd"), .body("ok")]),
        Case(
            "the highest status there is", why: "RFC 9110 section 15: three digits", server: .reply(reply("999 Odd")),
            expect: [.status(999), .body("ok")]),
        Case(
            "HTTP/1.0 ends its body by closing", why: "RFC 9112 section 6.3",
            server: .lastWords("HTTP/1.0 200 OK\r\n\r\nold"),
            expect: [.status(200), .version("HTTP/1.0"), .body("old")]),
        Case(
            "an error status is a response", why: "RFC 9110 section 15", server: .reply(reply("500 Oh", [], "trace")),
            expect: [.status(500), .body("trace")]),
        Case(
            "not found is a response", why: "RFC 9110 section 15.5.5", server: .reply(reply("404 Not Found", [], "no")),
            expect: [.status(404), .body("no")]),
    ]

    private static let framing = [
        Case(
            "no length and no chunks: the body ends with the connection", why: "RFC 9112 section 6.3 rule 8",
            server: .lastWords("HTTP/1.1 200 OK\r\n\r\nto the end"), expect: [.body("to the end")]),
        Case(
            "a length of 0", why: "RFC 9110 section 8.6", server: .reply(reply("200 OK", [], "")),
            expect: [.body(""), .status(200)]),
        Case(
            "chunks", why: "RFC 9112 section 7.1", server: .reply(chunked(["hello ", "world"])),
            expect: [.body("hello world")]),
        Case(
            "an empty body in chunks", why: "RFC 9112 section 7.1", server: .reply(chunked([])),
            expect: [.status(200), .body("")]),
        Case(
            "chunk sizes in capitals, with zeros in front and extensions behind", why: "RFC 9112 section 7.1.1",
            server: .reply(
                reply(raw: "Transfer-Encoding: chunked\r\n\r\n00A;x=\"y\"\r\n0123456789\r\n1 ; q\r\n!\r\n0\r\n\r\n")),
            expect: [.any([.body("0123456789!"), .fails(.protocolViolation)])]),
        Case(
            "the name of the coding in capitals", why: "RFC 9112 section 7",
            server: .reply(reply(raw: "Transfer-Encoding: Chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")), expect: [.body("ok")]),
        Case(
            "fields behind the body", why: "RFC 9110 section 6.5",
            server: .reply(chunked(["x"], trailers: ["X-Sum: 42", "X-More: a"])), needs: [.trailers],
            expect: [.body("x"), .trailer("X-Sum", "42"), .trailer("X-More", "a"), .header("X-Sum", nil)]),
        Case(
            "fields behind a streamed body", why: "RFC 9110 section 6.5",
            server: .reply(chunked(["x"], trailers: ["X-Sum: 42"])), needs: [.trailers], [.stream(.get())],
            expect: [.body("x"), .trailer("X-Sum", "42")]),
        Case(
            "HEAD has a length and no body", why: "RFC 9110 section 9.3.2",
            server: .reply("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"),
            [.send(.make("HEAD")), .send(.make("HEAD"))],
            expect: [.each(.header("Content-Length", "100")), .each(.size(0)), .connections(1)]),
        Case(
            "204 has no body, whatever its length says", why: "RFC 9112 section 6.3 rule 1",
            server: .reply("HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n"), [.send(.get()), .send(.get())],
            expect: [.each(.status(204)), .each(.size(0)), .requests(2)]),
        Case(
            "304 has no body, whatever its length says", why: "RFC 9112 section 6.3 rule 1",
            server: .reply("HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\nETag: \"x\"\r\n\r\n"),
            [.send(.get { $0.headers = ["If-None-Match": "\"x\""] }), .send(.get())],
            expect: [
                .each(.status(304)), .each(.size(0)), .header("ETag", "\"x\""), .sent(0, "If-None-Match", "\"x\""),
            ]),
        Case(
            "chunks and a length: chunks, or a refusal", why: "RFC 9112 section 6.3 rule 3",
            server: .lastWords(
                reply(raw: "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")),
            expect: [.any([.body("ok"), .fails(.protocolViolation)])]),
        Case(
            "the same length twice", why: "RFC 9110 section 8.6",
            server: .reply(reply(raw: "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok")),
            expect: [.any([.body("ok"), .fails(.protocolViolation)])]),
        Case(
            "what comes behind the body is not part of it", why: "RFC 9112 section 9.2: response splitting",
            server: .replies([
                [.send(reply("200 OK", [], "one") + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged")],
                [.send(reply("200 OK", [], "two"))],
            ]), [.send(.get("/1")), .send(.get("/2"))],
            expect: [
                .outcome(0, .body("one")),
                .that("nobody read the forgery") { seen in
                    seen.outcomes.allSatisfy { if case .reply(let reply) = $0 { reply.body != "forged" } else { true } }
                },
            ]),
    ]

    private static let strangeButLegal = [
        Case(
            "103 Early Hints comes before the response and is not it", why: "RFC 8297",
            server: .reply("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + reply()),
            expect: [.status(200), .header("Link", nil)]),
        Case(
            "lines that end with a bare line feed", why: "RFC 9112 section 2.2",
            server: .reply("HTTP/1.1 200 OK\nX-A: 1\nContent-Length: 2\n\nok"),
            expect: [
                .any([.body("ok"), .fails(.protocolViolation)]), .house(.header("X-A", "1")), .house(.body("ok")),
            ]),
        Case(
            "an empty line before the status line: read, or refused", why: "RFC 9112 section 2.2",
            server: .reply("\r\n" + reply()), expect: [.any([.body("ok"), .fails(.protocolViolation)])]),
        Case(
            "a reply that comes byte by byte", why: "TCP has no packets",
            server: .replies([[.drip(reply("200 OK", ["X-A: 1"]), milliseconds: 1)]]),
            expect: [.header("X-A", "1"), .body("ok")]),
        Case(
            "chunks that come byte by byte", why: "TCP has no packets",
            server: .replies([[.drip(chunked(["hello", " ", "world"], trailers: ["X: 1"]), milliseconds: 1)]]),
            expect: [.body("hello world")]),
        Case(
            "a large body", why: "RFC 9112 section 6.3",
            server: .replies([
                [
                    .send("HTTP/1.1 200 OK\r\nContent-Length: 16777216\r\n\r\n"),
                    .flood(Bytes(repeating: 5, count: 1 << 16), times: 256),
                ]
            ]),
            expect: [.size(16 << 20)]),
        Case(
            "ten thousand chunks of a byte", why: "CVE-2025-69229",
            server: .replies([
                [
                    .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), .flood("1\r\nx\r\n", times: 10_000),
                    .send("0\r\n\r\n"),
                ]
            ]), expect: [.size(10_000)]),
    ]
}
