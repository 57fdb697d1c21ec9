import Fetch
import HTTPValues

extension Suite {
    static let replies = group("responses", statusLines + framing + strangeButLegal)

    private static let statusLines = [
        Case(
            "a missing reason phrase is accepted", why: "RFC 9112 section 4: some servers omit it",
            server: .reply("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok"),
            expect: [.status(200), .reason(""), .body("ok")]),
        Case(
            "an empty reason phrase is accepted", why: "RFC 9112 section 4: it may be empty",
            server: .reply("HTTP/1.1 200 \r\nContent-Length: 2\r\n\r\nok"),
            expect: [.status(200), .reason(""), .body("ok")]),
        Case(
            "a reason phrase may have several words", why: "RFC 9112 section 4: it is free text",
            server: .reply(reply("418 I'm a teapot: short")),
            expect: [.status(418), .reason("I'm a teapot: short"), .version("HTTP/1.1")]),
        Case(
            "an unknown status code is returned", why: "RFC 9110 section 15: new codes may appear",
            server: .reply(reply("599 Odd")),
            expect: [.status(599), .reason("Odd"), .body("ok")]),
        Case(
            "status code 999 is returned", why: "RFC 9110 section 15: three digits", server: .reply(reply("999 Odd")),
            expect: [.status(999), .body("ok")]),
        Case(
            "an HTTP/1.0 body ends with the connection", why: "RFC 9112 section 6.3: old servers send no length",
            server: .lastWords("HTTP/1.0 200 OK\r\n\r\nold"),
            expect: [.status(200), .version("HTTP/1.0"), .body("old")]),
        Case(
            "500 is returned as a response", why: "RFC 9110 section 15: its body says what went wrong",
            server: .reply(reply("500 Oh", [], "trace")),
            expect: [.status(500), .body("trace")]),
        Case(
            "404 is returned as a response", why: "RFC 9110 section 15.5.5: the caller decides what it means",
            server: .reply(reply("404 Not Found", [], "no")),
            expect: [.status(404), .body("no")]),
    ]

    private static let framing = [
        Case(
            "a body without length or chunks ends with the connection",
            why: "RFC 9112 section 6.3 rule 8: otherwise it is lost",
            server: .lastWords("HTTP/1.1 200 OK\r\n\r\nto the end"), expect: [.body("to the end")]),
        Case(
            "Content-Length: 0 is an empty body", why: "RFC 9110 section 8.6: there is nothing to wait for",
            server: .reply(reply("200 OK", [], "")),
            expect: [.body(""), .status(200)]),
        Case(
            "a chunked body is joined", why: "RFC 9112 section 7.1: chunk sizes are not part of the body",
            server: .reply(chunked(["hello ", "world"])),
            expect: [.body("hello world")]),
        Case(
            "a chunked body may be empty", why: "RFC 9112 section 7.1: there is nothing to wait for",
            server: .reply(chunked([])),
            expect: [.status(200), .body("")]),
        Case(
            "chunk sizes with capitals, leading zeros and extensions are read or refused",
            why: "RFC 9112 section 7.1.1: a wrong size would corrupt the body",
            server: .reply(
                reply(raw: "Transfer-Encoding: chunked\r\n\r\n00A;x=\"y\"\r\n0123456789\r\n1 ; q\r\n!\r\n0\r\n\r\n")),
            expect: [.any([.body("0123456789!"), .fails(.protocolViolation)])]),
        Case(
            "transfer coding names are case-insensitive",
            why: "RFC 9112 section 7: otherwise chunk sizes end up in the body",
            server: .reply(reply(raw: "Transfer-Encoding: Chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")), expect: [.body("ok")]),
        Case(
            "trailers are returned", why: "RFC 9110 section 6.5: checksums and late errors arrive there",
            server: .reply(chunked(["x"], trailers: ["X-Sum: 42", "X-More: a"])), needs: [.trailers],
            expect: [.body("x"), .trailer("X-Sum", "42"), .trailer("X-More", "a"), .header("X-Sum", nil)]),
        Case(
            "trailers of a streamed body are returned",
            why: "RFC 9110 section 6.5: checksums and late errors arrive there",
            server: .reply(chunked(["x"], trailers: ["X-Sum: 42"])), needs: [.trailers], [.stream(.get())],
            expect: [.body("x"), .trailer("X-Sum", "42")]),
        Case(
            "a response to HEAD has a length and no body",
            why: "RFC 9110 section 9.3.2: otherwise the client waits forever",
            server: .reply("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"),
            [.send(.make("HEAD")), .send(.make("HEAD"))],
            expect: [.each(.header("Content-Length", "100")), .each(.size(0)), .connections(1)]),
        Case(
            "204 has no body, whatever its Content-Length",
            why: "RFC 9112 section 6.3 rule 1: otherwise the client waits forever",
            server: .reply("HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\n"), [.send(.get()), .send(.get())],
            expect: [.each(.status(204)), .each(.size(0)), .requests(2)]),
        Case(
            "304 has no body, whatever its Content-Length",
            why: "RFC 9112 section 6.3 rule 1: otherwise the client waits forever",
            server: .reply("HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\nETag: \"x\"\r\n\r\n"),
            [.send(.get { $0.headers = ["If-None-Match": "\"x\""] }), .send(.get())],
            expect: [
                .each(.status(304)), .each(.size(0)), .header("ETag", "\"x\""), .sent(0, "If-None-Match", "\"x\""),
            ]),
        Case(
            "a body with chunks and a Content-Length is read as chunks or refused",
            why: "RFC 9112 section 6.3 rule 3: response splitting",
            server: .lastWords(
                reply(raw: "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")),
            expect: [.any([.body("ok"), .fails(.protocolViolation)])]),
        Case(
            "two equal Content-Length headers are accepted or refused",
            why: "RFC 9110 section 8.6: they do not contradict each other",
            server: .reply(reply(raw: "Content-Length: 2\r\nContent-Length: 2\r\n\r\nok")),
            expect: [.any([.body("ok"), .fails(.protocolViolation)])]),
        Case(
            "data after the body is not part of it", why: "RFC 9112 section 9.2: response splitting",
            server: .replies([
                [.send(reply("200 OK", [], "one") + "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged")],
                [.send(reply("200 OK", [], "two"))],
            ]), [.send(.get("/1")), .send(.get("/2"))],
            expect: [
                .outcome(0, .body("one")),
                .that("no response has the forged body") { seen in
                    seen.outcomes.allSatisfy { if case .reply(let reply) = $0 { reply.body != "forged" } else { true } }
                },
            ]),
    ]

    private static let strangeButLegal = [
        Case(
            "103 Early Hints is not the final response", why: "RFC 8297: the final response follows",
            server: .reply("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n" + reply()),
            expect: [.status(200), .header("Link", nil)]),
        Case(
            "lines that end with a bare line feed are read or refused",
            why: "RFC 9112 section 2.2: old servers send them",
            server: .reply("HTTP/1.1 200 OK\nX-A: 1\nContent-Length: 2\n\nok"),
            expect: [
                .any([.body("ok"), .fails(.protocolViolation)]), .house(.header("X-A", "1")), .house(.body("ok")),
            ]),
        Case(
            "an empty line before the status line is skipped or refused",
            why: "RFC 9112 section 2.2: it must not pass for a response",
            server: .reply("\r\n" + reply()), expect: [.any([.body("ok"), .fails(.protocolViolation)])]),
        Case(
            "a response that arrives byte by byte is read", why: "TCP may split the data anywhere",
            server: .replies([[.drip(reply("200 OK", ["X-A: 1"]), milliseconds: 1)]]),
            expect: [.header("X-A", "1"), .body("ok")]),
        Case(
            "a chunked body that arrives byte by byte is read", why: "TCP may split the data anywhere",
            server: .replies([[.drip(chunked(["hello", " ", "world"], trailers: ["X: 1"]), milliseconds: 1)]]),
            expect: [.body("hello world")]),
        Case(
            "a body of 16 MB arrives complete", why: "RFC 9112 section 6.3: large bodies must not lose data",
            server: .replies([
                [
                    .send("HTTP/1.1 200 OK\r\nContent-Length: 16777216\r\n\r\n"),
                    .flood(Bytes(repeating: 5, count: 1 << 16), times: 256),
                ]
            ]),
            expect: [.size(16 << 20)]),
        Case(
            "ten thousand one-byte chunks are read", why: "CVE-2025-69229: denial of service by many small chunks",
            server: .replies([
                [
                    .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), .flood("1\r\nx\r\n", times: 10_000),
                    .send("0\r\n\r\n"),
                ]
            ]), expect: [.size(10_000)]),
    ]
}
