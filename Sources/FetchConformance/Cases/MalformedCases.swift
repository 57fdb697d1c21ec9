import Fetch
import HTTPValues

extension Suite {
    static let malformed = group(
        "malformed replies", badStatusLines + badHeaders + badFraming + badChunks + tolerable + floods)

    /// Replies that violate a rule. Each must be refused, both collected and streamed.
    private static func refused(_ why: String, needs: Set<Ability> = [], _ replies: [(String, String)]) -> [Case] {
        replies.map { name, text in
            Case(
                name, why: why, server: .lastWords(text), needs: needs, [.send(.get()), .stream(.get())],
                expect: [.each(.fails(.protocolViolation))])
        }
    }

    private static let badStatusLines = refused(
        "RFC 9112 section 4",
        [
            ("not HTTP at all", "SSH-2.0-OpenSSH_9.2\r\n"), ("HTTP/0.9", "<html>hello</html>"),
            ("the name of the protocol in small letters", "hTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("a status that is no number", "HTTP/1.1 abc OK\r\nContent-Length: 2\r\n\r\nok"),
            ("a status of two digits", "HTTP/1.1 99 Low\r\nContent-Length: 2\r\n\r\nok"),
            ("a status of 099", "HTTP/1.1 099 Low\r\nContent-Length: 2\r\n\r\nok"),
            ("a status of four digits", "HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("a negative status", "HTTP/1.1 -200 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("no status", "HTTP/1.1\r\nContent-Length: 2\r\n\r\nok"),
            ("no blank before the status", "HTTP/1.1200 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("a version of HTTP that this connection does not speak", "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("HTTP/2 without having agreed on it", "HTTP/2 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("a version of HTTP from the future", "HTTP/9.9 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("a status line of rubbish", "\u{1}\u{2}\u{3}\u{4}\r\n\r\n"),
        ])

    private static let badHeaders = refused(
        "RFC 9112 section 5; CVE-2023-37276",
        [
            ("a line without a colon", reply("200 OK", ["nonsense"])),
            ("a blank before the colon", reply("200 OK", ["X-A : 1"])),
            ("a blank in a name", reply("200 OK", ["X A: 1"])), ("a line without a name", reply("200 OK", [": 1"])),
            ("NUL in a value", reply("200 OK", ["X-A: a\u{0}b"])),
            ("a bare return in a value", reply("200 OK", ["X-A: a\rX-B: b"])),
            ("NUL in a name", reply("200 OK", ["X\u{0}A: 1"])),
            ("a letter beyond ASCII in a name", reply("200 OK", ["X-é: 1"])),
            ("a folded first line", "HTTP/1.1 200 OK\r\n X-A: 1\r\nContent-Length: 2\r\n\r\nok"),
        ])

    private static let badFraming = refused(
        "RFC 9112 section 6.3: response splitting",
        [
            ("two lengths that differ", reply(raw: "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok!")),
            ("a list of lengths that differ", reply(raw: "Content-Length: 2, 3\r\n\r\nok!")),
            ("a negative length", reply(raw: "Content-Length: -2\r\n\r\nok")),
            ("a length with a sign", reply(raw: "Content-Length: +2\r\n\r\nok")),
            ("a length that is no number", reply(raw: "Content-Length: abc\r\n\r\nok")),
            ("a length with something behind it", reply(raw: "Content-Length: 2x\r\n\r\nok")),
            ("an empty length", reply(raw: "Content-Length:\r\n\r\nok")),
            ("a length in hexadecimal", reply(raw: "Content-Length: 0x2\r\n\r\nok")),
            ("a length beyond all numbers", reply(raw: "Content-Length: 99999999999999999999\r\n\r\nok")),
        ])

    private static let badChunks = refused(
        "RFC 9112 section 7.1; CVE-2025-53643",
        [
            ("a negative size of a chunk", reply(raw: "Transfer-Encoding: chunked\r\n\r\n-2\r\nok\r\n0\r\n\r\n")),
            (
                "a size of a chunk that is no number",
                reply(raw: "Transfer-Encoding: chunked\r\n\r\nxyz\r\nok\r\n0\r\n\r\n")
            ),
            ("a size of a chunk with a prefix", reply(raw: "Transfer-Encoding: chunked\r\n\r\n0x2\r\nok\r\n0\r\n\r\n")),
            ("an empty size of a chunk", reply(raw: "Transfer-Encoding: chunked\r\n\r\n\r\nok\r\n0\r\n\r\n")),
            (
                "a size of a chunk beyond all numbers",
                reply(raw: "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nok\r\n0\r\n\r\n")
            ),
            (
                "a chunk that is longer than its size",
                reply(raw: "Transfer-Encoding: chunked\r\n\r\n2\r\nokay\r\n0\r\n\r\n")
            ),
        ])

    /// Replies that the rules allow a client to tolerate, but Duet's clients refuse.
    private static let tolerable = refused(
        "RFC 9110 sections 5.5 and 7.8, RFC 9112 section 6.1: nothing good comes of it", needs: [.houseRules],
        [
            (
                "an answer to an upgrade that nobody asked for",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"
            ),
            ("a control character in a value", reply("200 OK", ["X-A: a\u{1}b"])),
            ("DEL in a value", reply("200 OK", ["X-A: a\u{7F}b"])),
            ("a coding of the transfer that nobody knows", reply(raw: "Transfer-Encoding: foo\r\n\r\nok")),
            (
                "chunks inside of another coding",
                reply(raw: "Transfer-Encoding: chunked, foo\r\n\r\n2\r\nok\r\n0\r\n\r\n")
            ),
        ])

    private static let floods = [
        Case(
            "a folded first line behind a good reply", why: "libcurl before 8.3.0 reads and writes freed memory",
            server: .connections([
                [.readRequest, .send(reply("200 OK", ["X-A: 1", "Connection: close"]))],
                [.readRequest, .send("HTTP/1.1 200 OK\r\n X-A: 1\r\nContent-Length: 2\r\n\r\nok")],
            ]),
            [.send(.get()), .send(.get()), .stream(.get())],
            expect: [
                .outcome(0, .body("ok")), .outcome(1, .fails(.protocolViolation)),
                .outcome(2, .fails(.protocolViolation)),
            ]),
        Case(
            "70,000 lines `a:`", why: "a count beyond 65,535 traps in swift-http-types",
            server: .connections([
                [.readRequest, .send("HTTP/1.1 200 OK\r\n"), .flood("a:\r\n", times: 70_000), .send("\r\n")]
            ]),
            [.send(.get()), .stream(.get())], expect: [.each(.fails(.protocolViolation))]),
        Case(
            "a head that never ends", why: "CVE-2023-38039",
            server: .connections([
                [
                    .readRequest, .send("HTTP/1.1 200 OK\r\n"),
                    .flood(Bytes("X-A: " + String(repeating: "v", count: 1000) + "\r\n")),
                ]
            ]),
            [.send(.get()), .stream(.get())], expect: [.each(.fails(.protocolViolation))]),
        Case(
            "a line that never ends", why: "CVE-2023-38039",
            server: .connections([
                [.readRequest, .send("HTTP/1.1 200 OK\r\nX-A: "), .flood(Bytes(repeating: 0x76, count: 1 << 16))]
            ]),
            [.send(.get()), .stream(.get())], expect: [.each(.fails(.protocolViolation))]),
        Case(
            "a line of 150 KB is read or refused", why: "RFC 9110 section 5.4",
            server: .lastWords(reply("200 OK", ["X-Long: " + String(repeating: "v", count: 150_000)])),
            expect: [.any([.fails(.protocolViolation), .header("X-Long", String(repeating: "v", count: 150_000))])]),
        Case(
            "interim responses that never end", why: "RFC 9110 section 15.2 sets no bound; read timeouts never pass",
            server: .connections([[.readRequest, .flood("HTTP/1.1 100 Continue\r\n\r\n")]]),
            client: { $0.timeout = FetchTimeout(read: .seconds(2)) }, [.send(.get()), .stream(.get())],
            expect: [.each(.fails(.protocolViolation))]),
        Case(
            "interim responses that never end, slowly, against the limit for all of it",
            why: "RFC 9110 section 15.2 sets no bound",
            server: .connections([
                [
                    .readRequest,
                    .drip(String(repeating: "HTTP/1.1 103 Early Hints\r\n\r\n", count: 400), milliseconds: 2),
                ]
            ]),
            client: { $0.timeout = FetchTimeout(total: .milliseconds(500)) }, expect: [.fails(.timeout(.total))]),
        Case(
            "trailers that never end", why: "CVE-2026-22815",
            server: .connections([
                [
                    .readRequest, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"),
                    .flood("a: b\r\n"),
                ]
            ]), [.send(.get()), .stream(.get())], expect: [.each(.fails(.protocolViolation))]),
        Case(
            "a trailer line that never ends", why: "CVE-2026-22815",
            server: .connections([
                [
                    .readRequest, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nX: "),
                    .flood(Bytes(repeating: 0x76, count: 1 << 16)),
                ]
            ]), [.send(.get()), .stream(.get())], expect: [.each(.fails(.protocolViolation))]),
        Case(
            "a chunk extension that never ends", why: "CVE-2024-52304",
            server: .connections([
                [
                    .readRequest, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"),
                    .flood(Bytes(repeating: 0x76, count: 1 << 16), times: 512), .close,
                ]
            ]), client: { $0.timeout = FetchTimeout(total: .seconds(10)) },
            expect: [.fails(.protocolViolation, .incompleteBody, .broken)]),
    ]
}
