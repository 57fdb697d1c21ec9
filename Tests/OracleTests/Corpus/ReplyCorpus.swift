import Fetch
import HTTPValues

extension Corpus {
    static let replies: [Spec] =
        statuses.map { status in
            Spec(
                .replies, "status \(status)", .replies([.ok(status, [], status.hasPrefix("304") ? "" : "body")]),
                [line()])
        }
        + fieldSets.map { Spec(.replies, "fields \($0)", .replies([.ok("200 OK", $0, "ok")]), [line()]) }
        + framings.map { Spec(.replies, $0.0, .replies([$0.1]), [line(), line("GET", "{origin}/2")]) }
        + [
            "raise for 200", "raise for 204", "raise for 302", "raise for 304", "raise for 404", "raise for 500",
            "raise for 600",
        ]
        .map { name in
            let status = name.suffix(3)
            return Spec(
                .replies, name,
                .replies([.ok("\(status) X", ["Location: /x"], ["204", "304"].contains(status) ? "" : "why")]),
                [line("GET", "{origin}/", ("raise_for_status", true), ("follow_redirects", false))])
        }
        + ["HEAD", "DELETE", "OPTIONS"].map {
            Spec(.replies, "length after \($0)", .replies([.ok("200 OK", [], $0 == "HEAD" ? "" : "body")]), [line($0)])
        }
        + [
            Spec(
                .replies, "HEAD with a length", .replies([Reply(["HTTP/1.1 200 OK", "Content-Length: 100"])]),
                [line("HEAD")]),
            Spec(
                .replies, "kept alive", .replies([.ok("200 OK", [], "1"), .ok("200 OK", [], "2")]),
                [
                    line("GET", "{origin}/1", ("session", "s")), line("GET", "{origin}/2", ("session", "s")),
                ]),
            Spec(
                .replies, "closed after each", .replies([.ok("200 OK", ["Connection: close"], "1", then: .close)]),
                [line("GET", "{origin}/1", ("session", "s")), line("GET", "{origin}/2", ("session", "s"))]),
            Spec(
                .replies, "streamed", .replies([.chunked([], ["one", "two"])]),
                [line("GET", "{origin}/", ("response", "stream"))]),
        ]

    private static let statuses = [
        "200 OK", "200", "200 ", "200 All Right Then", "201 Created", "202 Accepted", "203 X", "206 Partial Content",
        "299 Odd",
        "300 Multiple Choices", "304 Not Modified", "400 Bad Request", "401 Unauthorized", "403 Forbidden",
        "404 Not Found",
        "410 Gone", "418 I'm a teapot", "422 Unprocessable", "429 Too Many", "451 Law", "500 Internal Server Error",
        "503 Busy", "599 x", "600 x", "799 x", "999 x", "099 x", "1000 x", "20 x", "abc x", "200 Ünïcode", "200\tTab",
    ]

    private static let fieldSets: [[String]] = [
        ["X-A: 1", "x-a: 2"], ["X-Empty:"], ["X-Empty: "], ["X-Space:   a  "], ["X-Tab:\ta\t"], ["x-lower: a"],
        ["X-Colon: a:b:c"],
        ["X-Comma: a, b", "X-Comma: c"], ["Set-Cookie: a=1", "Set-Cookie: b=2"], ["X-Utf8: é"], ["X-Fold: a", " b"],
        ["X_Under: 1"],
        ["X-Long: \(String(repeating: "v", count: 3000))"], ["X.Dot: 1"], ["X-Quote: \"a,b\""],
        ["Content-Type: text/plain"],
        ["Date: Mon, 01 Jan 2024 00:00:00 GMT", "Server: x", "ETag: \"a\""], ["Link: <http://a/?p=2>; rel=\"next\""],
        ["X-Star!#$%&'*+-.^_`|~: 1"], (0..<60).map { "X-\($0): \($0)" }, (0..<110).map { "X-\($0): \($0)" },
    ]

    private static let framings: [(String, Reply)] = [
        ("chunked", .chunked([], ["hello", " world"])), ("chunked, one byte each", .chunked([], ["a", "b", "c"])),
        ("no length, closed", Reply(["HTTP/1.1 200 OK"], "to the end", then: .close)),
        ("HTTP/1.0 with a length", Reply(["HTTP/1.0 200 OK", "Content-Length: 2"], "ok")),
        ("HTTP/1.0 to the end", Reply(["HTTP/1.0 200 OK"], "old", then: .close)),
        ("empty, with length 0", .ok()), ("204 without a length", Reply(["HTTP/1.1 204 No Content"])),
        ("304 with a length", Reply(["HTTP/1.1 304 Not Modified", "Content-Length: 5"])),
        ("205 with a body", .ok("205 Reset Content", [], "body")),
        ("chunk extension", Reply(["HTTP/1.1 200 OK", "Transfer-Encoding: chunked"], "2;a=b\r\nok\r\n0\r\n\r\n")),
        (
            "upper-case chunk size",
            Reply(["HTTP/1.1 200 OK", "Transfer-Encoding: chunked"], "A\r\n0123456789\r\n0\r\n\r\n")
        ),
        (
            "leading zeros in a chunk size",
            Reply(["HTTP/1.1 200 OK", "Transfer-Encoding: chunked"], "0002\r\nok\r\n0\r\n\r\n")
        ),
        ("trailer fields", Reply(["HTTP/1.1 200 OK", "Transfer-Encoding: chunked"], "2\r\nok\r\n0\r\nX-T: 1\r\n\r\n")),
        ("Chunked in other letters", Reply(["HTTP/1.1 200 OK", "transfer-encoding: Chunked"], "2\r\nok\r\n0\r\n\r\n")),
        ("100 before", Reply(["HTTP/1.1 100 Continue", "", "HTTP/1.1 200 OK", "Content-Length: 2"], "ok")),
        (
            "103 before",
            Reply(["HTTP/1.1 103 Early Hints", "Link: </a>", "", "HTTP/1.1 200 OK", "Content-Length: 2"], "ok")
        ),
        (
            "two 102 before",
            Reply(["HTTP/1.1 102 P", "", "HTTP/1.1 102 P", "", "HTTP/1.1 200 OK", "Content-Length: 2"], "ok")
        ),
        ("large", .ok("200 OK", [], Bytes(repeating: 0x61, count: 300_000))),
        ("binary", .ok("200 OK", [], Bytes((0...255).map { UInt8($0) }))),
    ]

    static let malformed: [Spec] = broken.map { name, reply in
        Spec(.malformed, name, .replies([reply]), [line("GET", "{origin}/", ("timeout", 3.0))])
    }

    private static func raw(_ text: String, then ending: Reply.Ending = .close) -> Reply {
        Reply([], Bytes(text), then: ending)
    }

    private static let broken: [(String, Reply)] = [
        ("nothing, closed", raw("")), ("garbage", raw("garbage\r\n\r\n")), ("half a status line", raw("HTTP/1.1 20")),
        ("head without end", raw("HTTP/1.1 200 OK\r\nX: y\r\n")), ("no version", raw("200 OK\r\n\r\n")),
        ("HTTP/3.0", raw("HTTP/3.0 200 OK\r\n\r\n")),
        ("ICY", raw("ICY 200 OK\r\n\r\nx")), ("SSH", raw("SSH-2.0-OpenSSH_9\r\n")),
        ("field without a colon", raw("HTTP/1.1 200 OK\r\nno colon\r\nContent-Length: 0\r\n\r\n")),
        ("space before the colon", raw("HTTP/1.1 200 OK\r\nX : y\r\nContent-Length: 0\r\n\r\n")),
        ("field without a name", raw("HTTP/1.1 200 OK\r\n: y\r\nContent-Length: 0\r\n\r\n")),
        ("NUL in a value", raw("HTTP/1.1 200 OK\r\nX: a\u{0}b\r\nContent-Length: 0\r\n\r\n")),
        ("only line feeds", raw("HTTP/1.1 200 OK\nContent-Length: 2\n\nok")),
        ("length not a number", raw("HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\nx")),
        ("negative length", raw("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx")),
        ("length with a plus", raw("HTTP/1.1 200 OK\r\nContent-Length: +2\r\n\r\nok")),
        ("two lengths", raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nabc")),
        (
            "length and chunks",
            raw("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")
        ),
        ("short body", raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc")),
        ("short chunk", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")),
        ("chunks without an end", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n")),
        ("chunk size not a number", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n")),
        ("negative chunk size", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\nok\r\n")),
        ("chunk longer than said", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokay\r\n0\r\n\r\n")),
        ("transfer coding gzip", raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nx")),
        ("reset at once", raw("", then: .reset)),
        ("reset within the head", raw("HTTP/1.1 200 OK\r\nX: y", then: .reset)),
        ("reset within the body", raw("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", then: .reset)),
        ("status below 100", raw("HTTP/1.1 050 X\r\nContent-Length: 0\r\n\r\n")),
        ("four digits", raw("HTTP/1.1 2000 X\r\nContent-Length: 0\r\n\r\n")),
        ("field name in brackets", raw("HTTP/1.1 200 OK\r\nX[1]: y\r\nContent-Length: 0\r\n\r\n")),
        ("101 unasked", raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")),
    ]
}
