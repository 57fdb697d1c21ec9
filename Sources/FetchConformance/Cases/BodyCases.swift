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
            "bytes are sent with their length", why: "RFC 9110 section 8.6", server: .reply(reply()),
            [.send(.post("/", .bytes("abc")))],
            expect: [.sent(0, "Content-Length", "3"), .sent(0, "Transfer-Encoding", nil), .sentBody(0, "abc")]),
        Case(
            "a megabyte of all bytes comes back as it was", why: "RFC 9110 section 6.4", server: .replies([echo]),
            [.send(.post("/", .bytes(allBytes)))], expect: [.bytes(allBytes)]),
        Case(
            "text is sent as UTF-8", why: "both originals", server: .reply(reply()), [.send(.post("/", .text("hé")))],
            expect: [
                .sent(0, "Content-Length", "3"), .sentBody(0, "hé"), .style(.httpx, .sent(0, "Content-Type", nil)),
                .style(.aiohttp, .sent(0, "Content-Type", "text/plain; charset=utf-8")),
            ]),
        Case(
            "no bytes are a body of length 0", why: "RFC 9110 section 8.6", server: .reply(reply()),
            [.send(.post("/", .bytes(Bytes())))], expect: [.sent(0, "Content-Length", "0"), .sentBody(0, "")]),
        Case(
            "JSON has its type, spelled as each original spells it", why: "RFC 8259 section 11",
            server: .reply(reply()), [.send(.post("/", .json(["b": 1, "a": [1.0, true, nil, "é"]])))],
            expect: [
                .sent(0, "Content-Type", "application/json"),
                .style(.httpx, .sentBody(0, #"{"b":1,"a":[1.0,true,null,"é"]}"#)),
                .style(.aiohttp, .sentBody(0, #"{"b": 1, "a": [1.0, true, null, "\u00e9"]}"#)),
            ]),
        Case(
            "a number that JSON has no word for is refused", why: "RFC 8259 section 6", server: .reply(reply()),
            [.send(.post("/", .json(.number(.nan)))), .send(.post("/", .json([.number(.infinity)])))],
            expect: [.each(.fails(.invalidRequest)), .connections(0)]),
        Case(
            "a form is escaped", why: "WHATWG URL, form encoding", server: .reply(reply()),
            [.send(.post("/", .form([("a", "1 2"), ("b", "y&")])))],
            expect: [.sent(0, "Content-Type", "application/x-www-form-urlencoded"), .sentBody(0, "a=1+2&b=y%26")]),
        Case(
            "a type of the user's is kept, once", why: "both originals", server: .reply(reply()),
            [.send(.post("/", .json([:])) { $0.headers = ["content-type": "text/x"] })],
            expect: [.sentLines(0, "Content-Type", ["text/x"])]),
        Case(
            "GET and DELETE may carry a body", why: "RFC 9110 section 9.3.1", server: .reply(reply()),
            needs: [.houseRules],
            [.send(.make("GET") { $0.body = .bytes("g") }), .send(.make("DELETE") { $0.body = .bytes("d") })],
            expect: [.line(0, "GET / HTTP/1.1"), .sentBody(0, "g"), .line(1, "DELETE / HTTP/1.1"), .sentBody(1, "d")]),
        Case(
            "a length that is not that of the body is refused", why: "request smuggling; aiohttp truncates in silence",
            server: .reply(reply()),
            [
                .send(.post("/", .bytes("abc")) { $0.headers = ["Content-Length": "2"] }),
                .send(.post("/", .bytes("abc")) { $0.headers = ["Content-Length": "9"] }),
            ],
            expect: [
                .house(.each(.fails(.invalidRequest))), .house(.requests(0)),
                .that("no request arrived with another length than its body") { seen in
                    seen.server.requests.allSatisfy { $0.headers.all("Content-Length") == ["3"] }
                },
            ]),
    ]

    private static let chunkedBodies = [
        Case(
            "a body of unknown length is sent in chunks, the empty ones left out", why: "RFC 9112 section 7.1",
            server: .reply(reply()), [.send(.post("/", .chunks(["hello ", "", "world"])))],
            expect: [
                .sent(0, "Transfer-Encoding", "chunked"), .sent(0, "Content-Length", nil), .sentBody(0, "hello world"),
            ]),
        Case(
            "no chunks at all are an empty body", why: "RFC 9112 section 7.1", server: .reply(reply()),
            [.send(.post("/", .chunks([])))], expect: [.status(200), .sentBody(0, ""), .chunks(0, [])]),
        Case(
            "a length that is told is believed", why: "both originals", server: .reply(reply()),
            [.send(.post("/", .chunks(["he", "llo"])) { $0.headers = ["Content-Length": "5"] })],
            expect: [.sent(0, "Content-Length", "5"), .sent(0, "Transfer-Encoding", nil), .sentBody(0, "hello")]),
        Case(
            "a length that is told and wrong is an error", why: "request smuggling", server: .reply(reply()),
            [
                .send(.post("/", .chunks(["hello"])) { $0.headers = ["Content-Length": "4"] }),
                .send(.post("/", .chunks(["hello"])) { $0.headers = ["Content-Length": "6"] }),
            ], expect: [.each(.fails(.invalidRequest))]),
        Case(
            "eight megabytes of chunks come back as they were", why: "RFC 9112 section 7.1", server: .replies([echo]),
            [.send(.post("/", .chunks(Array(repeating: letters, count: 8))))], expect: [.size(8 << 20)]),
        Case(
            "what is sent and what comes back take turns", why: "RFC 9110 section 7.5",
            server: .connections([
                [.readHead, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), .echoChunks]
            ]),
            needs: [.streamedUpload], [.converse(.post("/talk"), ["one", "two", "three"])],
            expect: [.body("onetwothree")]),
    ]

    private static let earlyAnswers = [
        Case(
            "a final response while the body is still being sent is the response",
            why: "RFC 9112 section 9.5",
            server: .connections([
                [.readHead, .send(reply("413 Too Large", ["Connection: close"], "big")), .pause(milliseconds: 300)]
            ]),
            [.send(.post("/", .bytes(Bytes(repeating: 7, count: 20 << 20))))], expect: [.status(413), .body("big")]),
        Case(
            "so it is for a body of unknown length", why: "RFC 9112 section 9.3",
            server: .connections([
                [.readHead, .send(reply("413 Too Large", ["Connection: close"], "big")), .pause(milliseconds: 300)]
            ]),
            [.send(.post("/", .chunks(Array(repeating: letters, count: 20))))], expect: [.status(413), .body("big")]),
        Case(
            "a server may answer before the request is there", why: "RFC 9112 section 9.3",
            server: .connections([[.readHead, .send(reply()), .readRequest, .waitForClient]]),
            [.send(.post("/", .bytes("abc")))], expect: [.status(200), .body("ok")]),
        Case(
            "100 Continue comes before the response and is not it", why: "RFC 9110 section 15.2.1",
            server: .replies([[.send("HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\n" + reply())]]),
            [.send(.post("/", .bytes("abc")))], expect: [.status(200), .body("ok"), .header("X-Interim", nil)]),
        Case(
            "after a HEAD with a body nothing is waited for",
            why: "RFC 9110 section 9.3.2: the length is that of a GET",
            server: .reply("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"),
            [.send(.make("HEAD") { $0.body = .bytes("abc") }), .send(.get { $0.method = "HEAD" })],
            expect: [
                .each(.status(200)), .each(.size(0)), .line(0, "HEAD / HTTP/1.1"), .sentBody(0, "abc"), .requests(2),
            ]),
    ]
}
