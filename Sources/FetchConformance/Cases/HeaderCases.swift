import Fetch
import HTTPValues

extension Suite {
    static let headers = group("headers", sentHeaders + refusedHeaders + receivedHeaders)

    private static let sentHeaders = [
        Case(
            "a header given twice is sent twice, in order",
            why: "RFC 9110 section 5.3: the order of equal headers has a meaning", server: .reply(reply()),
            needs: [.headerLines], [.send(.get { $0.headers = ["X-A": "1", "X-B": "b", "x-a": "2"] })],
            expect: [.sentLines(0, "X-A", ["1", "2"])]),
        Case(
            "the case of header names is kept", why: "as in httpx and aiohttp: some servers compare names by case",
            server: .reply(reply()),
            needs: [.houseRules], [.send(.get { $0.headers = ["x-CaSe": "1"] })],
            expect: [
                .that("the name is sent as x-CaSe") {
                    $0.server.requests.first?.headers.fields.contains { $0.name == "x-CaSe" } == true
                }
            ]),
        Case(
            "an empty header value is sent", why: "RFC 9110 section 5.5: an empty header differs from none",
            server: .reply(reply()),
            [.send(.get { $0.headers = ["X-Empty": ""] })], expect: [.sent(0, "X-Empty", "")]),
        Case(
            "a non-ASCII header value is sent as UTF-8",
            why: "RFC 9110 section 5.5: the server would misread other encodings", server: .reply(reply()),
            needs: [.houseRules], [.send(.get { $0.headers = ["X-Name": "é"] })], expect: [.sent(0, "X-Name", "é")]),
        Case(
            "a long header value is sent complete", why: "RFC 9110 section 5.4: tokens can be long",
            server: .reply(reply()),
            [.send(.get { $0.headers = ["X-Long": String(repeating: "v", count: 20_000)] })],
            expect: [.sent(0, "X-Long", String(repeating: "v", count: 20_000))]),
        Case(
            "a header of a request overrides the client's",
            why: "as in httpx and aiohttp: two values would contradict each other", server: .reply(reply()),
            client: { $0.headers = ["X-A": "client", "X-B": "client"] },
            [.send(.get { $0.headers = ["x-a": "request"] }), .send(.get())],
            expect: [.sentLines(0, "X-A", ["request"]), .sent(0, "X-B", "client"), .sentLines(1, "X-A", ["client"])]),
        Case(
            "the default headers can be overridden", why: "as in httpx and aiohttp: some servers require other values",
            server: .reply(reply()),
            [.send(.get { $0.headers = ["user-agent": "me/1", "accept": "text/x", "Accept-Encoding": "identity"] })],
            expect: [
                .sentLines(0, "User-Agent", ["me/1"]), .sentLines(0, "Accept", ["text/x"]),
                .sentLines(0, "Accept-Encoding", ["identity"]),
            ]),
        Case(
            "Accept-Encoding lists the codings that the client decodes",
            why: "RFC 9110 section 12.5.3: otherwise servers send uncompressed bodies", server: .reply(reply()),
            needs: [.houseRules],
            expect: [.sent(0, "Accept", "*/*"), .sent(0, "Accept-Encoding", ContentCoding.acceptEncoding)]),
        Case(
            "a large body is sent without Expect", why: "httpx and aiohttp send none; libcurl does",
            server: .reply(reply()),
            needs: [.houseRules], [.send(.post("/", .bytes(Bytes(repeating: 1, count: 2 << 20))))],
            expect: [.status(200), .sent(0, "Expect", nil)]),
        Case(
            "no unexpected headers are sent", why: "libcurl adds Expect, Content-Type and Proxy-Connection",
            server: .reply(reply()), needs: [.houseRules], [.send(.post("/", .bytes("x")))],
            expect: [
                .style(.httpx, .sent(0, "Content-Type", nil)),
                .style(.aiohttp, .sent(0, "Content-Type", "application/octet-stream")),
                .that("only known headers are sent") { seen in
                    let known = [
                        "host", "accept", "accept-encoding", "connection", "user-agent", "content-length",
                        "content-type",
                    ]
                    return seen.server.requests.allSatisfy {
                        $0.headers.fields.allSatisfy { known.contains($0.name.lowercased()) }
                    }
                },
            ]),
    ]

    /// A client may also repair invalid input, as long as nothing forbidden is sent.
    private static let refusal: [Expectation] = [
        .house(.fails(.invalidRequest)), .house(.connections(0)),
        .that("every header received is intended and valid") { seen in
            seen.server.requests.flatMap(\.headers.fields).allSatisfy { field in
                field.name.isToken && field.value.isFieldValue
                    && !["x-evil", "y"].contains(field.name.lowercased())
            }
        },
    ]

    private static let refusedHeaders: [Case] =
        [
            ("a line break in a header value", "a\r\nX-Evil: 1"),
            ("a bare line feed in a header value", "a\nX-Evil: 1"),
            ("a bare carriage return in a header value", "a\rX-Evil: 1"), ("NUL in a header value", "a\u{0}b"),
            ("DEL in a header value", "a\u{7F}b"),
            ("a control character in a header value", "a\u{1}b"),
        ].map { name, value in
            Case(
                "\(name) is refused before anything is sent", why: "RFC 9110 section 5.5: request splitting",
                server: .reply(reply()), [.send(.get { $0.headers = ["X-A": value] })],
                expect: refusal)
        }
        + [("a space before a header value", " a"), ("a space after a header value", "a ")].map { name, value in
            Case(
                "\(name) is refused before anything is sent",
                why: "RFC 9110 section 5.5: it is not part of the value, so it must be a mistake",
                server: .reply(reply()), needs: [.houseRules], [.send(.get { $0.headers = ["X-A": value] })],
                expect: [.fails(.invalidRequest), .connections(0)])
        }
        + [
            ("a space in a header name", "X Y"), ("an empty header name", ""), ("a colon in a header name", "X:Y"),
            ("a line break in a header name", "X\r\nY"), ("a non-ASCII letter in a header name", "X-é"),
        ].map { name, field in
            Case(
                "\(name) is refused before anything is sent", why: "RFC 9110 section 5.1: request splitting",
                server: .reply(reply()),
                [.send(.get { $0.headers.add(name: field, value: "1") })], expect: refusal)
        }
        + [
            Case(
                "the error for a refused header value does not reveal it", why: "errors end up in logs",
                server: .reply(reply()),
                [.send(.get { $0.headers = ["Authorization": "Bearer s3cret\n"] })],
                expect: [.house(.fails(.invalidRequest)), .any([.hides("s3cret"), .status(200)])])
        ]

    private static let receivedHeaders = [
        Case(
            "equal headers are all kept, in order", why: "RFC 9110 section 5.3: every value counts",
            server: .reply(reply("200 OK", ["X-A: 1", "X-B: b", "x-a: 2"])), needs: [.headerLines],
            expect: [.lines("X-A", ["1", "2"]), .header("x-a", "1, 2")]),
        Case(
            "several Set-Cookie headers stay separate", why: "RFC 6265 section 3: joined cookies cannot be told apart",
            server: .reply(reply("200 OK", ["Set-Cookie: a=1", "Set-Cookie: b=2"])),
            expect: [.lines("Set-Cookie", ["a=1", "b=2"])]),
        Case(
            "an empty header value is kept", why: "RFC 9110 section 5.5: an empty header differs from none",
            server: .reply(reply("200 OK", ["X-Empty:", "X-Blank:  "])),
            expect: [.header("X-Empty", ""), .header("X-Blank", "")]),
        Case(
            "whitespace around a header value is removed",
            why: "RFC 9112 section 5.1: otherwise comparisons with the value fail",
            server: .reply(reply("200 OK", ["X-A: \t v w \t"])), expect: [.header("X-A", "v w")]),
        Case(
            "a folded header is one header", why: "RFC 9112 section 5.2: old servers still fold headers",
            server: .reply(reply("200 OK", ["X-A: a\r\n \t b"])),
            expect: [.header("X-A", "a b")]),
        Case(
            "a UTF-8 header value is decoded as UTF-8", why: "RFC 9110 section 5.5: other encodings would garble it",
            server: .reply(reply("200 OK", ["X-A: é"])),
            expect: [.header("X-A", "é")]),
        Case(
            "a header value that is not UTF-8 is decoded as ISO-8859-1",
            why: "RFC 9110 section 5.5: old servers send it",
            server: .replies([
                [.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-A: "), .sendBytes([0xE9]), .send("\r\n\r\n")]
            ]),
            expect: [.status(200), .house(.header("X-A", "é"))]),
        Case(
            "every token character is allowed in a header name",
            why: "RFC 9110 section 5.6.2: refusing it would lose valid responses",
            server: .reply(reply("200 OK", ["!#$%&'*+-.^_`|~09azAZ: 1"])),
            expect: [.header("!#$%&'*+-.^_`|~09azAZ", "1")]),
        Case(
            "a response with 500 headers is accepted", why: "no honest server sends more",
            server: .reply(reply("200 OK", (0..<499).map { "X-\($0): \($0)" })), needs: [.houseRules],
            expect: [.headerCount(500), .header("X-498", "498")]),
        Case(
            "a header of 60 KB is accepted", why: "RFC 9110 section 5.4: the length has no fixed limit",
            server: .reply(reply("200 OK", ["X-Long: " + String(repeating: "v", count: 60_000)])),
            expect: [.header("X-Long", String(repeating: "v", count: 60_000))]),
    ]
}
