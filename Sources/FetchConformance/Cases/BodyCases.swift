import Fetch
import HTTPValues

extension Suite {
    static let bodies = group("request bodies", wholeBodies + chunkedBodies + earlyAnswers)

    private static let allBytes = Bytes((0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) })
    private static let letters = Bytes(repeating: 0x61, count: 1 << 20)
    private static let echo: [ServerAction] = [
        .send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"), .echoBody, .close,
    ]

    private static let wholeBodies = [
        Case(
            "bytes are sent with their Content-Length",
            why: "RFC 9110 section 8.6: it lets the server find the end of the body", server: .reply(reply()),
            [.send(.post("/", .bytes("abc")))],
            expect: [.sent(0, "Content-Length", "3"), .sent(0, "Transfer-Encoding", nil), .sentBody(0, "abc")]),
        Case(
            "a megabyte of binary data is sent unchanged", why: "RFC 9110 section 6.4: content may hold any bytes",
            server: .replies([echo]),
            [.send(.post("/", .bytes(allBytes)))], expect: [.bytes(allBytes)]),
        Case(
            "text is sent as UTF-8", why: "as in httpx and aiohttp: the server would misread other encodings",
            server: .reply(reply()), [.send(.post("/", .text("hé")))],
            expect: [
                .sent(0, "Content-Length", "3"), .sentBody(0, "hé"), .style(.httpx, .sent(0, "Content-Type", nil)),
                .style(.aiohttp, .sent(0, "Content-Type", "text/plain; charset=utf-8")),
            ]),
        Case(
            "an empty body is sent with Content-Length: 0",
            why: "RFC 9110 section 8.6: without a length, a server may reject the request", server: .reply(reply()),
            [.send(.post("/", .bytes(Bytes())))], expect: [.sent(0, "Content-Length", "0"), .sentBody(0, "")]),
        Case(
            "JSON has its content type and is formatted as in httpx or aiohttp",
            why: "RFC 8259 section 11: without the type, servers may not parse it",
            server: .reply(reply()), [.send(.post("/", .json(["b": 1, "a": [1.0, true, nil, "é"]])))],
            expect: [
                .sent(0, "Content-Type", "application/json"),
                .style(.httpx, .sentBody(0, #"{"b":1,"a":[1.0,true,null,"é"]}"#)),
                .style(.aiohttp, .sentBody(0, #"{"b": 1, "a": [1.0, true, null, "\u00e9"]}"#)),
            ]),
        Case(
            "NaN and infinity in JSON are refused", why: "RFC 8259 section 6: JSON cannot express them",
            server: .reply(reply()),
            [.send(.post("/", .json(.number(.nan)))), .send(.post("/", .json([.number(.infinity)])))],
            expect: [.each(.fails(.invalidRequest)), .connections(0)]),
        Case(
            "a form is percent-encoded", why: "WHATWG URL, form encoding: separators in values would add fields",
            server: .reply(reply()),
            [.send(.post("/", .form([("a", "1 2"), ("b", "y&")])))],
            expect: [.sent(0, "Content-Type", "application/x-www-form-urlencoded"), .sentBody(0, "a=1+2&b=y%26")]),
        Case(
            "a custom Content-Type replaces the default",
            why: "as in httpx and aiohttp: two types would contradict each other", server: .reply(reply()),
            [.send(.post("/", .json([:])) { $0.headers = ["content-type": "text/x"] })],
            expect: [.sentLines(0, "Content-Type", ["text/x"])]),
        Case(
            "GET and DELETE may have a body", why: "RFC 9110 section 9.3.1: discouraged, but some APIs require it",
            server: .reply(reply()),
            needs: [.houseRules],
            [.send(.make("GET") { $0.body = .bytes("g") }), .send(.make("DELETE") { $0.body = .bytes("d") })],
            expect: [.line(0, "GET / HTTP/1.1"), .sentBody(0, "g"), .line(1, "DELETE / HTTP/1.1"), .sentBody(1, "d")]),
        Case(
            "a Content-Length that does not match the body is refused",
            why: "request smuggling; aiohttp silently truncates the body",
            server: .reply(reply()),
            [
                .send(.post("/", .bytes("abc")) { $0.headers = ["Content-Length": "2"] }),
                .send(.post("/", .bytes("abc")) { $0.headers = ["Content-Length": "9"] }),
            ],
            expect: [
                .house(.each(.fails(.invalidRequest))), .house(.requests(0)),
                .that("the Content-Length of every request is that of its body") { seen in
                    seen.server.requests.allSatisfy { $0.headers.all("Content-Length") == ["3"] }
                },
            ]),
    ]

    private static let chunkedBodies = [
        Case(
            "a body of unknown length is sent in chunks, without empty ones",
            why: "RFC 9112 section 7.1: an empty chunk would end the body",
            server: .reply(reply()), [.send(.post("/", .chunks(["hello ", "", "world"])))],
            expect: [
                .sent(0, "Transfer-Encoding", "chunked"), .sent(0, "Content-Length", nil), .sentBody(0, "hello world"),
            ]),
        Case(
            "a chunked body without chunks is empty",
            why: "RFC 9112 section 7.1: the server still waits for the last chunk", server: .reply(reply()),
            [.send(.post("/", .chunks([])))], expect: [.status(200), .sentBody(0, ""), .chunks(0, [])]),
        Case(
            "chunks with a Content-Length are sent with that length",
            why: "as in httpx and aiohttp: some servers do not accept chunked bodies", server: .reply(reply()),
            [.send(.post("/", .chunks(["he", "llo"])) { $0.headers = ["Content-Length": "5"] })],
            expect: [.sent(0, "Content-Length", "5"), .sent(0, "Transfer-Encoding", nil), .sentBody(0, "hello")]),
        Case(
            "chunks that do not add up to the Content-Length are an error", why: "request smuggling",
            server: .reply(reply()),
            [
                .send(.post("/", .chunks(["hello"])) { $0.headers = ["Content-Length": "4"] }),
                .send(.post("/", .chunks(["hello"])) { $0.headers = ["Content-Length": "6"] }),
            ], expect: [.each(.fails(.invalidRequest))]),
        Case(
            "eight megabytes of chunks are sent complete", why: "RFC 9112 section 7.1: large bodies must not lose data",
            server: .replies([echo]),
            [.send(.post("/", .chunks(Array(repeating: letters, count: 8))))], expect: [.size(8 << 20)]),
        Case(
            "the response can be read while the request is being sent",
            why: "RFC 9110 section 7.5: otherwise both sides wait for each other",
            server: .connections([
                [.readHead, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), .echoChunks]
            ]),
            needs: [.streamedUpload], [.converse(.post("/talk"), ["one", "two", "three"])],
            expect: [.body("onetwothree")]),
    ]

    private static let earlyAnswers = [
        Case(
            "a final response during an upload is returned",
            why: "RFC 9112 section 9.5: otherwise the user sees a broken connection, not the status",
            server: .connections([
                [.readHead, .send(reply("413 Too Large", ["Connection: close"], "big")), .pause(milliseconds: 300)]
            ]),
            [.send(.post("/", .bytes(Bytes(repeating: 7, count: 20 << 20))))], expect: [.status(413), .body("big")]),
        Case(
            "a final response during a chunked upload is returned",
            why: "RFC 9112 section 9.3: otherwise the user sees a broken connection, not the status",
            server: .connections([
                [.readHead, .send(reply("413 Too Large", ["Connection: close"], "big")), .pause(milliseconds: 300)]
            ]),
            [.send(.post("/", .chunks(Array(repeating: letters, count: 20))))], expect: [.status(413), .body("big")]),
        Case(
            "a server may respond before it has read the request",
            why: "RFC 9112 section 9.3: the response must not be lost",
            server: .connections([[.readHead, .send(reply()), .readRequest, .waitForClient]]),
            [.send(.post("/", .bytes("abc")))], expect: [.status(200), .body("ok")]),
        Case(
            "100 Continue is not the final response", why: "RFC 9110 section 15.2.1: the final response follows",
            server: .replies([[.send("HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\n" + reply())]]),
            [.send(.post("/", .bytes("abc")))], expect: [.status(200), .body("ok"), .header("X-Interim", nil)]),
        Case(
            "HEAD with a request body does not wait for a response body",
            why: "RFC 9110 section 9.3.2: the Content-Length is that of a GET",
            server: .reply("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"),
            [.send(.make("HEAD") { $0.body = .bytes("abc") }), .send(.get { $0.method = "HEAD" })],
            expect: [
                .each(.status(200)), .each(.size(0)), .line(0, "HEAD / HTTP/1.1"), .sentBody(0, "abc"), .requests(2),
            ]),
    ]
}
