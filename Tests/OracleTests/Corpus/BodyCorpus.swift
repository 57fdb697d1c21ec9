import Fetch
import HTTPValues

extension Corpus {
    private static let ok = Spec.Stage.replies([.ok("200 OK", [], "ok")])

    static let bodies: [Spec] =
        texts.map {
            Spec(
                .bodies, "text \($0.prefix(20).debugDescription)", ok,
                [line("POST", "{origin}/", ("content", .string($0)))])
        }
        + bytes.map {
            Spec(
                .bodies, "\($0.count) bytes", ok,
                [line("POST", "{origin}/", ("content_b64", .string(Base64.encode($0))))])
        }
        + values.map {
            Spec(.bodies, "JSON \($0.text(.compact).prefix(60))", ok, [line("POST", "{origin}/", ("json", $0))])
        }
        + forms.map { Spec(.bodies, "form \($0)", ok, [line("POST", "{origin}/", ("form", .pairs($0)))]) }
        + streams.map { chunks in
            Spec(
                .bodies, "chunks \(chunks.map(\.count))", ok,
                [line("POST", "{origin}/", ("chunks_b64", .array(chunks.map { .string(Base64.encode($0)) })))])
        }
        + ["GET", "PUT", "PATCH", "DELETE", "OPTIONS", "QUERY"].flatMap { method in
            [
                Spec(.bodies, "\(method) with text", ok, [line(method, "{origin}/", ("content", "hello"))]),
                Spec(.bodies, "\(method) with JSON", ok, [line(method, "{origin}/", ("json", ["a": 1]))]),
            ]
        }
        + [
            Spec(
                .bodies, "text with a length of its own", ok,
                [line("POST", "{origin}/", ("content", "abc"), ("headers", [["Content-Length", "3"]]))]),
            Spec(
                .bodies, "chunks with a length", ok,
                [line("POST", "{origin}/", ("chunks_b64", ["aGVsbG8="]), ("headers", [["Content-Length", "5"]]))]),
            Spec(
                .bodies, "text with a type of its own", ok,
                [line("POST", "{origin}/", ("content", "<x/>"), ("headers", [["Content-Type", "text/xml"]]))]),
        ]

    private static let texts = [
        "abc", "", "hé", "日本語", "a\nb\r\nc", "{\"a\":1}", String(repeating: "x", count: 70_000),
    ]

    private static let bytes: [Bytes] = [
        "abc", Bytes([0, 255, 10, 13]), Bytes(repeating: 7, count: 100_000), Bytes(repeating: 1, count: 1_100_000),
    ]

    private static let values: [JSON] = [
        ["b": 1, "a": [1.0, true, nil, "é"]], [], [:], "text", 1, 1.5, true, false, [1, 2, 3], ["a": ["b": ["c": nil]]],
        ["é": "ü\u{1F600}"], ["quote\"": "back\\slash/"], ["control": "\u{0}\u{1F}\n\t\u{7F}"],
        [1e100, 1e-7, 123456789012],
        ["nested": [[], [[]], [:]]], -1, -0.5, ["a": 1, "b": 2, "c": 3],
    ]

    private static let forms: [[(String, String)]] = [
        [("a", "1")], [("a", "1 2"), ("b", "x"), ("b", "y&")], [("a", "é/~*")], [("é", "ü")], [("a", "")], [("", "a")],
        [("a", "1"), ("b", "2"), ("a", "3")], [("a+b", "c=d")], [("a", "\r\n")], [("a", "-._~!'()")], [("a", "日")],
    ]

    private static let streams: [[Bytes]] = [
        ["hello ", "world"], ["one"], ["a", "", "b"], [],
        [Bytes(repeating: 1, count: 40_000), Bytes(repeating: 2, count: 40_000)],
    ]
}
