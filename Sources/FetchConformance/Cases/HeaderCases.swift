import Fetch
import HTTPValues

extension Suite {
    static let headers = group("headers", sentHeaders + refusedHeaders + receivedHeaders)

    private static let sentHeaders = [
        Case(
            "a field that is given twice is sent twice, in order", why: "RFC 9110 section 5.3", server: .reply(reply()),
            needs: [.headerLines], [.send(.get { $0.headers = ["X-A": "1", "X-B": "b", "x-a": "2"] })],
            expect: [.sentLines(0, "X-A", ["1", "2"])]),
        Case(
            "the spelling of names is kept", why: "both originals", server: .reply(reply()),
            needs: [.houseRules], [.send(.get { $0.headers = ["x-CaSe": "1"] })],
            expect: [
                .that("x-CaSe") { $0.server.requests.first?.headers.fields.contains { $0.name == "x-CaSe" } == true }
            ]),
        Case(
            "an empty value is sent", why: "RFC 9110 section 5.5", server: .reply(reply()),
            [.send(.get { $0.headers = ["X-Empty": ""] })], expect: [.sent(0, "X-Empty", "")]),
        Case(
            "a value beyond ASCII is sent as UTF-8", why: "RFC 9110 section 5.5", server: .reply(reply()),
            needs: [.houseRules], [.send(.get { $0.headers = ["X-Name": "é"] })], expect: [.sent(0, "X-Name", "é")]),
        Case(
            "a long value is sent whole", why: "RFC 9110 section 5.4", server: .reply(reply()),
            [.send(.get { $0.headers = ["X-Long": String(repeating: "v", count: 20_000)] })],
            expect: [.sent(0, "X-Long", String(repeating: "v", count: 20_000))]),
        Case(
            "a field of a request replaces those of the client", why: "both originals", server: .reply(reply()),
            client: { $0.headers = ["X-A": "client", "X-B": "client"] },
            [.send(.get { $0.headers = ["x-a": "request"] }), .send(.get())],
            expect: [.sentLines(0, "X-A", ["request"]), .sent(0, "X-B", "client"), .sentLines(1, "X-A", ["client"])]),
        Case(
            "the defaults can be replaced", why: "both originals", server: .reply(reply()),
            [.send(.get { $0.headers = ["user-agent": "me/1", "accept": "text/x", "Accept-Encoding": "identity"] })],
            expect: [
                .sentLines(0, "User-Agent", ["me/1"]), .sentLines(0, "Accept", ["text/x"]),
                .sentLines(0, "Accept-Encoding", ["identity"]),
            ]),
        Case(
            "what can be undone is offered", why: "RFC 9110 section 12.5.3", server: .reply(reply()),
            needs: [.houseRules],
            expect: [.sent(0, "Accept", "*/*"), .sent(0, "Accept-Encoding", ContentCoding.acceptEncoding)]),
        Case(
            "a large body is not asked for with Expect", why: "neither original does; libcurl does",
            server: .reply(reply()),
            needs: [.houseRules], [.send(.post("/", .bytes(Bytes(repeating: 1, count: 2 << 20))))],
            expect: [.status(200), .sent(0, "Expect", nil)]),
        Case(
            "no field is sent that nobody asked for", why: "libcurl adds Expect, Content-Type, Proxy-Connection",
            server: .reply(reply()), needs: [.houseRules], [.send(.post("/", .bytes("x")))],
            expect: [
                .style(.httpx, .sent(0, "Content-Type", nil)),
                .style(.aiohttp, .sent(0, "Content-Type", "application/octet-stream")),
                .that("only known fields") { seen in
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
        .that("every field that arrived is one that was meant, and legal") { seen in
            seen.server.requests.flatMap(\.headers.fields).allSatisfy { field in
                field.name.isToken && field.value.isFieldValue
                    && !["x-evil", "y"].contains(field.name.lowercased())
            }
        },
    ]

    private static let refusedHeaders: [Case] =
        [
            ("a line end in a value", "a\r\nX-Evil: 1"), ("a bare line feed in a value", "a\nX-Evil: 1"),
            ("a bare return in a value", "a\rX-Evil: 1"), ("NUL in a value", "a\u{0}b"), ("DEL in a value", "a\u{7F}b"),
            ("a control character in a value", "a\u{1}b"),
        ].map { name, value in
            Case(
                "\(name) is refused before anything is sent", why: "RFC 9110 section 5.5: request splitting",
                server: .reply(reply()), [.send(.get { $0.headers = ["X-A": value] })],
                expect: refusal)
        }
        + [("a blank before a value", " a"), ("a blank behind a value", "a ")].map { name, value in
            Case(
                "\(name) is refused before anything is sent",
                why: "RFC 9110 section 5.5: it is no part of the value, so somebody made a mistake",
                server: .reply(reply()), needs: [.houseRules], [.send(.get { $0.headers = ["X-A": value] })],
                expect: [.fails(.invalidRequest), .connections(0)])
        }
        + [
            ("a blank in a name", "X Y"), ("an empty name", ""), ("a colon in a name", "X:Y"),
            ("a line end in a name", "X\r\nY"), ("a letter beyond ASCII in a name", "X-é"),
        ].map { name, field in
            Case(
                "\(name) is refused before anything is sent", why: "RFC 9110 section 5.1", server: .reply(reply()),
                [.send(.get { $0.headers.add(name: field, value: "1") })], expect: refusal)
        }
        + [
            Case(
                "a secret in a value that is refused is not told", why: "errors end up in logs",
                server: .reply(reply()),
                [.send(.get { $0.headers = ["Authorization": "Bearer s3cret\n"] })],
                expect: [.house(.fails(.invalidRequest)), .any([.hides("s3cret"), .status(200)])])
        ]

    private static let receivedHeaders = [
        Case(
            "lines of one name are all kept, in order", why: "RFC 9110 section 5.3",
            server: .reply(reply("200 OK", ["X-A: 1", "X-B: b", "x-a: 2"])), needs: [.headerLines],
            expect: [.lines("X-A", ["1", "2"]), .header("x-a", "1, 2")]),
        Case(
            "several Set-Cookie lines stay apart", why: "RFC 6265 section 3",
            server: .reply(reply("200 OK", ["Set-Cookie: a=1", "Set-Cookie: b=2"])),
            expect: [.lines("Set-Cookie", ["a=1", "b=2"])]),
        Case(
            "an empty value is a value", why: "RFC 9110 section 5.5",
            server: .reply(reply("200 OK", ["X-Empty:", "X-Blank:  "])),
            expect: [.header("X-Empty", ""), .header("X-Blank", "")]),
        Case(
            "blanks around a value are not part of it", why: "RFC 9112 section 5.1",
            server: .reply(reply("200 OK", ["X-A: \t v w \t"])), expect: [.header("X-A", "v w")]),
        Case(
            "a folded line is one line", why: "RFC 9112 section 5.2",
            server: .reply(reply("200 OK", ["X-A: a\r\n \t b"])),
            expect: [.header("X-A", "a b")]),
        Case(
            "UTF-8 in a value is read as such", why: "RFC 9110 section 5.5",
            server: .reply(reply("200 OK", ["X-A: é"])),
            expect: [.header("X-A", "é")]),
        Case(
            "a value that is not UTF-8 is ISO-8859-1", why: "RFC 9110 section 5.5",
            server: .replies([
                [.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nX-A: "), .sendBytes([0xE9]), .send("\r\n\r\n")]
            ]),
            expect: [.status(200), .house(.header("X-A", "é"))]),
        Case(
            "every character of a token may stand in a name", why: "RFC 9110 section 5.6.2",
            server: .reply(reply("200 OK", ["!#$%&'*+-.^_`|~09azAZ: 1"])),
            expect: [.header("!#$%&'*+-.^_`|~09azAZ", "1")]),
        Case(
            "500 lines are read", why: "no honest server sends more",
            server: .reply(reply("200 OK", (0..<499).map { "X-\($0): \($0)" })), needs: [.houseRules],
            expect: [.headerCount(500), .header("X-498", "498")]),
        Case(
            "a line of 60 KB is read", why: "RFC 9110 section 5.4",
            server: .reply(reply("200 OK", ["X-Long: " + String(repeating: "v", count: 60_000)])),
            expect: [.header("X-Long", String(repeating: "v", count: 60_000))]),
    ]
}
