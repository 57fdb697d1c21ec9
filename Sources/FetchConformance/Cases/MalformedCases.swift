import Fetch
import HTTPValues

extension Suite {
    static let malformed = group(
        "malformed responses", badStatusLines + badHeaders + badFraming + badChunks + tolerable + floods)

    /// Replies that violate a rule. Each must be refused, both collected and streamed.
    private static func refused(_ why: String, needs: Set<Ability> = [], _ replies: [(String, String)]) -> [Case] {
        replies.map { name, text in
            Case(
                "\(name) is refused", why: why, server: .lastWords(text), needs: needs,
                [.send(.get()), .stream(.get())],
                expect: [.each(.fails(.protocolViolation))])
        }
    }

    private static let badStatusLines = refused(
        "RFC 9112 section 4: the server is broken or does not speak HTTP",
        [
            ("a protocol other than HTTP", "SSH-2.0-OpenSSH_9.2\r\n"), ("HTTP/0.9", "<html>hello</html>"),
            ("a protocol name in the wrong case", "hTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("a status code that is not a number", "HTTP/1.1 abc OK\r\nContent-Length: 2\r\n\r\nok"),
            ("a two-digit status code", "HTTP/1.1 99 Low\r\nContent-Length: 2\r\n\r\nok"),
            ("a status code of 099", "HTTP/1.1 099 Low\r\nContent-Length: 2\r\n\r\nok"),
            ("a four-digit status code", "HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("a negative status code", "HTTP/1.1 -200 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("a missing status code", "HTTP/1.1\r\nContent-Length: 2\r\n\r\nok"),
            ("a missing space before the status code", "HTTP/1.1200 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("HTTP/2.0 on an HTTP/1.1 connection", "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("HTTP/2 without negotiation", "HTTP/2 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("an unknown HTTP version", "HTTP/9.9 200 OK\r\nContent-Length: 2\r\n\r\nok"),
            ("a status line of control characters", "\u{1}\u{2}\u{3}\u{4}\r\n\r\n"),
        ])

    private static let badHeaders = refused(
        "RFC 9112 section 5; CVE-2023-37276: another parser may see other headers",
        [
            ("a header line without a colon", reply("200 OK", ["nonsense"])),
            ("a space before the colon", reply("200 OK", ["X-A : 1"])),
            ("a space in a header name", reply("200 OK", ["X A: 1"])),
            ("a header line without a name", reply("200 OK", [": 1"])),
            ("NUL in a header value", reply("200 OK", ["X-A: a\u{0}b"])),
            ("a bare carriage return in a header value", reply("200 OK", ["X-A: a\rX-B: b"])),
            ("NUL in a header name", reply("200 OK", ["X\u{0}A: 1"])),
            ("a non-ASCII letter in a header name", reply("200 OK", ["X-é: 1"])),
            ("a folded first header line", "HTTP/1.1 200 OK\r\n X-A: 1\r\nContent-Length: 2\r\n\r\nok"),
        ])

    private static let badFraming = refused(
        "RFC 9112 section 6.3: response splitting",
        [
            ("a second, different Content-Length", reply(raw: "Content-Length: 2\r\nContent-Length: 3\r\n\r\nok!")),
            ("a list of different lengths in Content-Length", reply(raw: "Content-Length: 2, 3\r\n\r\nok!")),
            ("a negative Content-Length", reply(raw: "Content-Length: -2\r\n\r\nok")),
            ("a Content-Length with a sign", reply(raw: "Content-Length: +2\r\n\r\nok")),
            ("a Content-Length that is not a number", reply(raw: "Content-Length: abc\r\n\r\nok")),
            ("a Content-Length with trailing characters", reply(raw: "Content-Length: 2x\r\n\r\nok")),
            ("an empty Content-Length", reply(raw: "Content-Length:\r\n\r\nok")),
            ("a hexadecimal Content-Length", reply(raw: "Content-Length: 0x2\r\n\r\nok")),
            ("a Content-Length that overflows", reply(raw: "Content-Length: 99999999999999999999\r\n\r\nok")),
        ])

    private static let badChunks = refused(
        "RFC 9112 section 7.1; CVE-2025-53643: another parser may see another end of the body",
        [
            ("a negative chunk size", reply(raw: "Transfer-Encoding: chunked\r\n\r\n-2\r\nok\r\n0\r\n\r\n")),
            (
                "a chunk size that is not a number",
                reply(raw: "Transfer-Encoding: chunked\r\n\r\nxyz\r\nok\r\n0\r\n\r\n")
            ),
            ("a chunk size with a 0x prefix", reply(raw: "Transfer-Encoding: chunked\r\n\r\n0x2\r\nok\r\n0\r\n\r\n")),
            ("an empty chunk size", reply(raw: "Transfer-Encoding: chunked\r\n\r\n\r\nok\r\n0\r\n\r\n")),
            (
                "a chunk size that overflows",
                reply(raw: "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\nok\r\n0\r\n\r\n")
            ),
            (
                "a chunk longer than its size",
                reply(raw: "Transfer-Encoding: chunked\r\n\r\n2\r\nokay\r\n0\r\n\r\n")
            ),
        ])

    /// Replies that the rules allow a client to tolerate, but Duet's clients refuse.
    private static let tolerable = refused(
        "RFC 9110 sections 5.5 and 7.8, RFC 9112 section 6.1: accepting it has no benefit", needs: [.houseRules],
        [
            (
                "a protocol switch that was not requested",
                "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"
            ),
            ("a control character in a header value", reply("200 OK", ["X-A: a\u{1}b"])),
            ("DEL in a header value", reply("200 OK", ["X-A: a\u{7F}b"])),
            ("an unknown transfer coding", reply(raw: "Transfer-Encoding: foo\r\n\r\nok")),
            (
                "chunked coding inside another coding",
                reply(raw: "Transfer-Encoding: chunked, foo\r\n\r\n2\r\nok\r\n0\r\n\r\n")
            ),
        ])

    private static let floods = [
        Case(
            "a folded first header line after a valid response is refused",
            why: "libcurl before 8.3.0 reads and writes freed memory",
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
            "a response with 70,000 headers is refused", why: "swift-http-types traps on more than 65,535 headers",
            server: .connections([
                [.readRequest, .send("HTTP/1.1 200 OK\r\n"), .flood("a:\r\n", times: 70_000), .send("\r\n")]
            ]),
            [.send(.get()), .stream(.get())], expect: [.each(.fails(.protocolViolation))]),
        Case(
            "endless headers are refused", why: "CVE-2023-38039: bounded memory",
            server: .connections([
                [
                    .readRequest, .send("HTTP/1.1 200 OK\r\n"),
                    .flood(Bytes("X-A: " + String(repeating: "v", count: 1000) + "\r\n")),
                ]
            ]),
            [.send(.get()), .stream(.get())], expect: [.each(.fails(.protocolViolation))]),
        Case(
            "an endless header line is refused", why: "CVE-2023-38039: bounded memory",
            server: .connections([
                [.readRequest, .send("HTTP/1.1 200 OK\r\nX-A: "), .flood(Bytes(repeating: 0x76, count: 1 << 16))]
            ]),
            [.send(.get()), .stream(.get())], expect: [.each(.fails(.protocolViolation))]),
        Case(
            "a header of 150 KB is accepted or refused", why: "RFC 9110 section 5.4: the length has no fixed limit",
            server: .lastWords(reply("200 OK", ["X-Long: " + String(repeating: "v", count: 150_000)])),
            expect: [.any([.fails(.protocolViolation), .header("X-Long", String(repeating: "v", count: 150_000))])]),
        Case(
            "endless interim responses are refused",
            why: "RFC 9110 section 15.2 sets no limit, and the read timeout never expires",
            server: .connections([[.readRequest, .flood("HTTP/1.1 100 Continue\r\n\r\n")]]),
            client: { $0.timeout = FetchTimeout(read: .seconds(2)) }, [.send(.get()), .stream(.get())],
            expect: [.each(.fails(.protocolViolation))]),
        Case(
            "slow, endless interim responses hit the total timeout",
            why: "RFC 9110 section 15.2 sets no limit",
            server: .connections([
                [
                    .readRequest,
                    .drip(String(repeating: "HTTP/1.1 103 Early Hints\r\n\r\n", count: 400), milliseconds: 2),
                ]
            ]),
            client: { $0.timeout = FetchTimeout(total: .milliseconds(500)) }, expect: [.fails(.timeout(.total))]),
        Case(
            "endless trailers are refused", why: "CVE-2026-22815: bounded memory",
            server: .connections([
                [
                    .readRequest, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n"),
                    .flood("a: b\r\n"),
                ]
            ]), [.send(.get()), .stream(.get())], expect: [.each(.fails(.protocolViolation))]),
        Case(
            "an endless trailer line is refused", why: "CVE-2026-22815: bounded memory",
            server: .connections([
                [
                    .readRequest, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nX: "),
                    .flood(Bytes(repeating: 0x76, count: 1 << 16)),
                ]
            ]), [.send(.get()), .stream(.get())], expect: [.each(.fails(.protocolViolation))]),
        Case(
            "an endless chunk extension is refused", why: "CVE-2024-52304",
            server: .connections([
                [
                    .readRequest, .send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;"),
                    .flood(Bytes(repeating: 0x76, count: 1 << 16), times: 512), .close,
                ]
            ]), client: { $0.timeout = FetchTimeout(total: .seconds(10)) },
            expect: [.fails(.protocolViolation, .incompleteBody, .broken)]),
    ]
}
