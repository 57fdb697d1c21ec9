import Fetch
import HTTPValues

extension Corpus {
    private static let ok = Spec.Stage.replies([.ok("200 OK", [], "ok")])

    static let requestLines: [Spec] =
        ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY", "PROPFIND", "get", "Purge"].map {
            Spec(.requestLine, "method \($0)", ok, [line($0, "{origin}/m")])
        }
        + [
            "", "/", "/a b", "/a b?x=1 2#frag", "/a/./b/../c", "/%7Euser/%2f", "/é?é=é", "/a?", "/a?b", "/?a=1&a=2",
            "//a",
            "/a//b", "/a;b", "/a+b", "/a,b", "/a:b", "/@a", "/a'b", "/a(b)!*", "/?a=b/c?d", "/?a=%20", "/?a+b", "/#x",
            "?x=1", "/a%2Fb%25", "/日本/x", "/?日=本", "/a~b", "/a_b-c.d", "/?a=1&&b", "/?=x", "/?a==b", "/%E9",
        ].map { Spec(.requestLine, "target \($0)", ok, [line("GET", "{origin}\($0)")]) }
        + [
            ("http://127.0.0.1:{port}/api", "/x"), ("http://127.0.0.1:{port}/api/", "x"),
            ("http://127.0.0.1:{port}/api/", "x?y=1"), ("http://127.0.0.1:{port}/", "/x/y"),
            ("http://127.0.0.1:{port}/", "x/y"), ("http://127.0.0.1:{port}/a/", "http://127.0.0.1:{port}/b"),
        ].map { base, url in
            Spec(.requestLine, "base \(base) and \(url)", ok, [line("GET", url, ("base_url", .string(base)))])
        }
        + [
            ("Host of its own", [line("GET", "{origin}/", ("headers", [["Host", "example.org"]]))]),
            ("localhost by name", [line("GET", "{host}/x")]),
            ("method with a space", [line("BAD METHOD", "{origin}/")]),
            ("scheme ftp", [line("GET", "ftp://127.0.0.1/")]), ("no scheme", [line("GET", "127.0.0.1/x")]),
            ("nothing", [line("GET", "")]), ("only a path", [line("GET", "/x")]),
            ("bad port", [line("GET", "http://h:abc/")]),
            ("no host", [line("GET", "http:///x")]),
        ].map { Spec(.requestLine, $0.0, ok, $0.1) }

    static let parameters: [Spec] = [
        [("a", "1")], [("a", "1"), ("a", "2")], [("q", "a b/+")], [("é", "ü")], [("a", "")], [("", "x")], [],
        [("a", "x&y=z")], [("a", "1"), ("b", "2"), ("a", "3")], [("a", "%20")], [("a", "~-._*!'()")], [("a", "日本")],
        [("a", "#?/:@")], [("a b", "c d")], [("a", "\"<>\\^`{|}")], [("a", "\n\t")], [("[x]", "[y]")], [("a", ",;$")],
    ].flatMap { pairs -> [Spec] in
        ["/", "/p?z=9"].map { path in
            Spec(.parameters, "\(pairs) on \(path)", ok, [line("GET", "{origin}\(path)", ("params", .pairs(pairs)))])
        }
    }

    static let headers: [Spec] =
        fieldSets.map { fields in
            Spec(.headers, "\(fields)", ok, [line("GET", "{origin}/", ("headers", .pairs(fields)))])
        } + [
            Spec(
                .headers, "with a body", ok, [line("POST", "{origin}/", ("content", "x"), ("headers", [["X-A", "1"]]))]),
            Spec(
                .headers, "own content type of JSON", ok,
                [line("POST", "{origin}/", ("json", ["a": 1]), ("headers", [["Content-Type", "application/x"]]))]),
            Spec(
                .headers, "own content type of a form", ok,
                [line("POST", "{origin}/", ("form", [["a", "1"]]), ("headers", [["content-type", "a/b"]]))]),
        ]

    private static let fieldSets: [[(String, String)]] = [
        [("X-A", "1")], [("X-A", "1"), ("X-A", "2")], [("X-A", "1"), ("x-a", "2")], [("x-lower", "v")],
        [("X-UPPER", "V")],
        [("User-Agent", "me")], [("user-agent", "me")], [("Accept", "text/html")], [("Accept-Encoding", "gzip")],
        [("Accept-Encoding", "identity")], [("X-Empty", "")], [("X-Inner", "a  b\tc")], [("X-Comma", "a, b, c")],
        [("X-Quote", "\"a\\\"b\"")], [("Authorization", "Bearer t")], [("Cookie", "a=1; b=2")],
        [("Referer", "http://x/")],
        [("X-B", "2"), ("X-A", "1"), ("X-C", "3")], [("Accept", "a/b"), ("User-Agent", "u"), ("X", "y")],
        [("If-None-Match", "\"x\"")], [("Range", "bytes=0-1")], [("X-Bad", "a\r\nB: c")], [("X-Bad", "a\nb")],
        [("X-Nul", "a\u{0}b")],
        [("X Y", "1")], [("X\r\nY", "1")], [("", "1")], [("X:Y", "1")], [("X-Lead", " a")], [("X-Trail", "a ")],
        [("X-Del", "a\u{7F}b")], [("X-One", "a\u{1}b")], [("X-Accent", "é")], [("Content-Type", "text/x")],
        [("Content-Language", "de")], [("Connection", "close")], [("Connection", "keep-alive")],
        [("Cache-Control", "no-cache")],
        [("Accept", "")], [("X-Long", String(repeating: "a", count: 2000))], [("TE", "trailers")], [("Expect", "x")],
    ]
}
