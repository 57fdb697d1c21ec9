import Fetch
import HTTPValues

extension Suite {
    static let failures = group(
        "failures",
        [
            Case(
                "nobody listens", why: "RFC 9293 section 3.5.2", server: .reply(reply()),
                [.send(.get("http://127.0.0.1:1/"))],
                expect: [.fails(.connect)]),
            Case(
                "a name that does not exist", why: "RFC 6761 section 6.4", server: .reply(reply()),
                [.send(.get("http://name.invalid/"))], expect: [.fails(.connect)]),
            Case(
                "a password in a URL is not told", why: "errors end up in logs", server: .reply(reply()),
                [.send(.get("http://user:s3cret@127.0.0.1:1/")), .send(.get("http://user:s3cret@127.0.0.1:x/"))],
                expect: [.each(.hides("s3cret"))]),
            Case(
                "a server that does not speak TLS where it should", why: "RFC 8446 section 6",
                server: .connections([[.send(reply()), .waitForClient]]),
                [.send(.get("https://127.0.0.1:{port}/"))], expect: [.fails(.connect)]),
            Case(
                "closed without a word", why: "RFC 9112 section 8", server: .connections([[.readRequest, .close]]),
                [.send(.get()), .send(.post("/", .bytes("x"))), .stream(.get())],
                expect: [.each(.fails(.disconnected)), .requests(3)]),
            Case(
                "closed before the request was read", why: "RFC 9112 section 8", server: .connections([[.close]]),
                expect: [.fails(.disconnected, .broken)]),
            Case(
                "reset without a word", why: "RFC 9112 section 8",
                server: .connections([[.readRequest, .reset]]),
                [.send(.get()), .stream(.get())], expect: [.each(.fails(.broken, .disconnected))]),
            Case(
                "reset in the middle of the body", why: "RFC 9112 section 8",
                server: .connections([
                    [
                        .readRequest, .send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"), .pause(milliseconds: 50),
                        .reset,
                    ]
                ]),
                [.send(.get()), .stream(.get())], expect: [.each(.fails(.broken, .incompleteBody))]),
            Case(
                "closed in the middle of the head", why: "RFC 9112 section 8",
                server: .lastWords("HTTP/1.1 200 OK\r\nX-A: 1"),
                [.send(.get()), .stream(.get())],
                expect: [.each(.fails(.protocolViolation, .disconnected, .broken, .incompleteBody))]),
            Case(
                "closed in the middle of a field of a length",
                why: "RFC 9112 section 8; a shorter number is another number",
                server: .lastWords("HTTP/1.1 200 OK\r\nContent-Length: 1"),
                expect: [.fails(.protocolViolation, .disconnected, .broken, .incompleteBody)]),
            Case(
                "fewer bytes than the length", why: "RFC 9112 section 8",
                server: .lastWords("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel"),
                expect: [.fails(.incompleteBody)]),
            Case(
                "a chunk that breaks off", why: "RFC 9112 section 8",
                server: .lastWords(reply(raw: "Transfer-Encoding: chunked\r\n\r\n5\r\nhel")),
                expect: [.fails(.incompleteBody)]),
            Case(
                "chunks without an end", why: "RFC 9112 section 8",
                server: .lastWords(reply(raw: "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n")),
                [.send(.get()), .stream(.get())], expect: [.each(.fails(.incompleteBody))]),
            Case(
                "the last chunk without its empty line", why: "RFC 9112 section 7.1",
                server: .lastWords(reply(raw: "Transfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n0\r\n")),
                expect: [.fails(.incompleteBody)]),
            Case(
                "a failure leaves the client in order", why: "both originals",
                server: .connections([
                    [.readRequest, .close], [.readRequest, .reset], [.readRequest, .send("rubbish\r\n\r\n")],
                    [.readRequest, .send(reply())],
                ]),
                client: { $0.limits = PoolLimits(total: 1) }, Array(repeating: .send(.get()), count: 4),
                expect: [.status(200), .outcome(0, .fails(.disconnected)), .outcome(2, .fails(.protocolViolation))]),
        ])
}
