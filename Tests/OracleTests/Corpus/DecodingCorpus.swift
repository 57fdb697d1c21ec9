import Fetch
import HTTPValues

extension Corpus {
    private static let content = Bytes((0..<400).map { UInt8(0x61 + $0 * 7 % 26) })

    private static func encoded(_ codings: ContentCoding...) -> Bytes {
        codings.reduce(content) { (try? ContentEncoder.encode($0, as: $1)) ?? $0 }
    }

    private static func spec(_ name: String, _ coding: String, _ body: Bytes, _ members: (String, JSON)...) -> Spec {
        let asked = members.reduce(line()) { $0.with($1.0, $1.1) }
        return Spec(.decoding, name, .replies([.ok("200 OK", ["Content-Encoding: \(coding)"], body)]), [asked])
    }

    static let decoding: [Spec] =
        [("gzip", ContentCoding.gzip), ("deflate", .deflate), ("br", .br), ("zstd", .zstd)].flatMap { name, coding in
            [
                spec(name, name, encoded(coding)),
                spec("\(name), streamed", name, encoded(coding), ("response", "stream")),
                spec("\(name) in capitals", name.uppercased(), encoded(coding)),
                spec("no \(name) at all", name, "plain text"),
                spec("empty \(name)", name, ""), spec("half of \(name)", name, Bytes(encoded(coding).prefix(40))),
                Spec(
                    .decoding, "\(name) in chunks",
                    .replies([
                        .chunked(
                            ["Content-Encoding: \(name)"],
                            [Bytes(encoded(coding).prefix(20)), Bytes(encoded(coding).dropFirst(20))])
                    ]),
                    [line()]),
                Spec(
                    .decoding, "HEAD with \(name)",
                    .replies([Reply(["HTTP/1.1 200 OK", "Content-Encoding: \(name)", "Content-Length: 9"])]),
                    [line("HEAD")]),
            ]
        }
        + [
            spec("identity", "identity", content), spec("unknown coding", "foo", content),
            spec("gzip, br", "gzip, br", encoded(.gzip, .br)),
            spec("x-gzip", "x-gzip", encoded(.gzip)),
            spec("gzip without its trailer", "gzip", Bytes(encoded(.gzip).dropLast(8))),
            spec("gzip without 4 bytes", "gzip", Bytes(encoded(.gzip).dropLast(4))),
            spec("two gzip members", "gzip", joined(encoded(.gzip), encoded(.gzip))),
            spec("gzip and junk", "gzip", joined(encoded(.gzip), "junk")),
            spec("raw deflate", "deflate", Bytes(encoded(.deflate).dropFirst(2).dropLast(4))),
            spec("two zstd frames", "zstd", joined(encoded(.zstd), encoded(.zstd))),
            spec("no coding named", "", content),
            Spec(
                .decoding, "204 with a coding",
                .replies([Reply(["HTTP/1.1 204 No Content", "Content-Encoding: gzip"])]), [line()]),
        ]

    private static func joined(_ first: Bytes, _ second: Bytes) -> Bytes { Bytes(Array(first) + Array(second)) }

    static let text: [Spec] =
        charsets.flatMap { type in
            encodedTexts.map { body in
                Spec(
                    .text, "\(type) and \(Array(body))", .replies([.ok("200 OK", ["Content-Type: \(type)"], body)]),
                    [line()])
            }
        }
        + [
            Spec(.text, "no type", .replies([.ok("200 OK", [], "é")]), [line()])
        ]
        + lineTexts.map { body in
            Spec(
                .text, "lines of \(body.utf8Text.debugDescription)",
                .replies([.ok("200 OK", ["Content-Type: text/plain"], body)]),
                [line("GET", "{origin}/", ("response", "lines"))])
        }

    private static let charsets = [
        "text/plain; charset=utf-8", "text/plain", "text/plain; charset=iso-8859-1", "text/plain; charset=\"utf-8\"",
        "text/html; charset=windows-1252",
        "text/plain; charset=utf-16", "text/plain; charset=nope", "application/json", "text/plain; charset=ascii",
        "text/plain;charset=UTF-8;x=y",
        "text/plain; charset=shift_jis", "text/plain; charset=koi8-r", "text/plain; charset=",
        "application/octet-stream", "text/plain; charset=utf-8-sig",
        "text/plain; charset=gb18030", "text/plain; charset=euc-jp", "text/plain; charset=latin1",
        "text/plain; charset=utf-32",
    ]

    private static let encodedTexts: [Bytes] = ["abc", "é", Bytes([0xE9]), Bytes([0xEF, 0xBB, 0xBF, 0x61])]

    private static let lineTexts: [Bytes] = [
        "a\nb\n", "a\nb", "a\r\nb\r\n", "\n", "", "\n\n", "a\n\nb", "one", "é\nü\n", "a\r\n", " a \n b ",
    ]
}
