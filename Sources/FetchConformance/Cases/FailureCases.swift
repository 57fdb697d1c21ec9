import Fetch
import HTTPValues

extension Suite {
    static let failures = group(
        "failures",
        [
            Case(
                "a closed port is a connect error",
                why: "RFC 9293 section 3.5.2: the user must learn that the server was not reached",
                server: .reply(reply()),
                [.send(.get("http://127.0.0.1:1/"))],
                expect: [.fails(.connect)]),
            Case(
                "an unknown host name is a connect error", why: "RFC 6761 section 6.4: .invalid never resolves",
                server: .reply(reply()),
                [.send(.get("http://name.invalid/"))], expect: [.fails(.connect)]),
            Case(
                "an error does not reveal the password of a URL", why: "errors end up in logs", server: .reply(reply()),
                [.send(.get("http://user:s3cret@127.0.0.1:1/")), .send(.get("http://user:s3cret@127.0.0.1:x/"))],
                expect: [.each(.hides("s3cret"))]),
            Case(
                "a server that does not speak TLS is a connect error",
                why: "RFC 8446 section 6: nothing may be sent unencrypted",
                server: .connections([[.send(reply()), .waitForClient]]),
                [.send(.get("https://127.0.0.1:{port}/"))], expect: [.fails(.connect)]),
            Case(
                "a connection closed without a response is an error",
                why: "RFC 9112 section 8: the user must learn that the response is missing",
                server: .connections([[.readRequest, .close]]),
                [.send(.get()), .send(.post("/", .bytes("x"))), .stream(.get())],
                expect: [.each(.fails(.disconnected)), .requests(3)]),
            Case(
                "a connection closed before the request is read is an error",
                why: "RFC 9112 section 8: the user must learn that the response is missing",
                server: .connections([[.close]]),
                expect: [.fails(.disconnected, .broken)]),
            Case(
                "a connection reset without a response is an error",
                why: "RFC 9112 section 8: the user must learn that the response is missing",
                server: .connections([[.readRequest, .reset]]),
                [.send(.get()), .stream(.get())], expect: [.each(.fails(.broken, .disconnected))]),
            Case(
                "a connection reset within the body is an error",
                why: "RFC 9112 section 8: a truncated body must not pass for a complete one",
                server: .connections([
                    [
                        .readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"), .pause(milliseconds: 50),
                        .reset,
                    ]
                ]),
                [.send(.get()), .stream(.get())], expect: [.each(.fails(.broken, .incompleteBody))]),
            Case(
                "a connection closed within the headers is an error", why: "RFC 9112 section 8: headers may be missing",
                server: .lastWords("HTTP/1.1 200 OK\r\nX-A: 1"),
                [.send(.get()), .stream(.get())],
                expect: [.each(.fails(.protocolViolation, .disconnected, .broken, .incompleteBody))]),
            Case(
                "a connection closed within Content-Length is an error",
                why: "RFC 9112 section 8: the number may be truncated",
                server: .lastWords("HTTP/1.1 200 OK\r\nContent-Length: 1"),
                expect: [.fails(.protocolViolation, .disconnected, .broken, .incompleteBody)]),
            Case(
                "a body shorter than its Content-Length is an error",
                why: "RFC 9112 section 8: a truncated body must not pass for a complete one",
                server: .lastWords("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel"),
                expect: [.fails(.incompleteBody)]),
            Case(
                "a truncated chunk is an error",
                why: "RFC 9112 section 8: a truncated body must not pass for a complete one",
                server: .lastWords(reply(raw: "Transfer-Encoding: chunked\r\n\r\n5\r\nhel")),
                expect: [.fails(.incompleteBody)]),
            Case(
                "a chunked body without a last chunk is an error",
                why: "RFC 9112 section 8: a truncated body must not pass for a complete one",
                server: .lastWords(reply(raw: "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n")),
                [.send(.get()), .stream(.get())], expect: [.each(.fails(.incompleteBody))]),
            Case(
                "a chunked body without its final empty line is an error",
                why: "RFC 9112 section 7.1: trailers may be missing",
                server: .lastWords(reply(raw: "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n0\r\n")),
                expect: [.fails(.incompleteBody)]),
            Case(
                "a client works after failures",
                why: "as in httpx and aiohttp: one failure must not affect other requests",
                server: .connections([
                    [.readRequest, .close], [.readRequest, .reset], [.readRequest, .send("rubbish\r\n\r\n")],
                    [.readRequest, .send(reply())],
                ]),
                client: { $0.limits = PoolLimits(total: 1) }, Array(repeating: .send(.get()), count: 4),
                expect: [.status(200), .outcome(0, .fails(.disconnected)), .outcome(2, .fails(.protocolViolation))]),
        ])
}
