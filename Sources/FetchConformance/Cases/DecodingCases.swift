import Fetch
import HTTPValues

extension ContentCoding {
    /// The abilities that a client needs to decode it. Gzip and deflate are expected of all.
    fileprivate var needs: Set<Ability> {
        switch self {
        case .br: [.brotli]
        case .zstd: [.zstd]
        default: []
        }
    }
}

extension Suite {
    private static let plain = Bytes("hello hello hello")

    private static func encoded(_ body: Bytes, _ coding: ContentCoding) -> Bytes {
        (try? ContentEncoder.encode(body, as: coding)) ?? Bytes()
    }

    static let decoding = group(
        "decoding",
        ContentCoding.allCases.map { coding in
            Case(
                "\(coding.rawValue) is decoded", why: "RFC 9110 section 8.4: otherwise the user gets compressed bytes",
                server: .replies([reply(["Content-Encoding: \(coding.rawValue)"], encoded(plain, coding))]),
                needs: coding.needs, [.send(.get()), .stream(.get())],
                expect: [
                    .each(.bytes(plain)), .each(.header("Content-Encoding", coding.rawValue)), .each(.status(200)),
                ])
        }
            + ContentCoding.allCases.map { coding in
                Case(
                    "invalid \(coding.rawValue) is an error",
                    why: "RFC 9110 section 8.4: otherwise the user gets garbage",
                    server: .replies([
                        reply(["Content-Encoding: \(coding.rawValue)"], Bytes("this is not compressed at all"))
                    ]),
                    needs: coding.needs, [.send(.get()), .stream(.get())], expect: [.each(.fails(.decoding))])
            }
            + ContentCoding.allCases.map { coding in
                let whole = encoded(Bytes(repeating: 7, count: 100_000), coding)
                return Case(
                    "truncated \(coding.rawValue) is an error",
                    why: "httpx and aiohttp return the truncated body as if it were complete",
                    server: .replies([
                        reply(["Content-Encoding: \(coding.rawValue)"], Bytes(whole.prefix(whole.count - 6)))
                    ]),
                    needs: coding.needs, [.send(.get()), .stream(.get())], expect: [.each(.fails(.decoding))])
            }
            + otherCodings)

    private static let otherCodings = [
        Case(
            "several codings are decoded in reverse order",
            why: "RFC 9110 section 8.4: they are listed in the order they were applied",
            server: .replies([
                reply(["Content-Encoding: gzip", "Content-Encoding: br"], encoded(encoded(plain, .gzip), .br))
            ]),
            needs: [.brotli], expect: [.bytes(plain)]),
        Case(
            "coding names are case-insensitive, and x-gzip means gzip",
            why: "RFC 9110 section 8.4.1: otherwise the user gets compressed bytes",
            server: .replies([
                reply(["Content-Encoding:  GZip "], encoded(plain, .gzip)),
                reply(["Content-Encoding: x-gzip"], encoded(plain, .gzip)),
            ]),
            [.send(.get()), .send(.get())], expect: [.each(.bytes(plain))]),
        Case(
            "a body in an unknown coding is returned as is",
            why: "RFC 9110 section 8.4: the user may be able to decode it",
            server: .reply(reply("200 OK", ["Content-Encoding: foo"], "raw")),
            expect: [.any([.body("raw"), .fails(.decoding)]), .house(.body("raw"))]),
        Case(
            "identity means no coding", why: "RFC 9110 section 8.4.1: there is nothing to decode",
            server: .reply(reply("200 OK", ["Content-Encoding: identity"])),
            expect: [.body("ok")]),
        Case(
            "gzip in one-byte chunks is decoded",
            why: "RFC 9112 section 7.1: chunks may split compressed data anywhere",
            server: .replies([
                [.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n")]
                    + encoded(plain, .gzip).map { .sendBytes(Bytes([0x31, 0x0D, 0x0A, $0, 0x0D, 0x0A])) }
                    + [.send("0\r\n\r\n")]
            ]), [.send(.get()), .stream(.get())], expect: [.each(.bytes(plain))]),
        Case(
            "an empty body needs no decoding",
            why: "RFC 9110 section 9.3.2: a response without a body may name a coding",
            server: .replies([
                [.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 0\r\n\r\n")],
                [.send("HTTP/1.1 204 No\r\nContent-Encoding: br\r\n\r\n")],
                [.send("HTTP/1.1 304 Not Modified\r\nContent-Encoding: zstd\r\n\r\n")],
            ]), [.send(.get()), .send(.get()), .send(.get()), .send(.make("HEAD"))], expect: [.each(.size(0))]),
        Case(
            "two gzip members in a row are one body", why: "RFC 1952 section 2.2; httpx loses the second",
            server: .replies([
                reply(["Content-Encoding: gzip"], Bytes(Array(encoded(plain, .gzip)) + Array(encoded(plain, .gzip))))
            ]),
            expect: [.bytes(Bytes("hello hello hellohello hello hello"))]),
        Case(
            "a streamed response with too many codings is refused and its connection freed",
            why: "decompression bombs",
            server: .replies([
                reply(["Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip, gzip"], Bytes("x")), [.send(reply())],
            ]),
            client: { $0.limits.total = 1 }, [.stream(.get()), .send(.get())],
            expect: [.outcome(0, .fails(.decoding)), .outcome(1, .body("ok"))]),
        Case(
            "a collected response with too many codings is refused and its connection freed",
            why: "decompression bombs",
            server: .replies([
                reply(["Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip, gzip"], Bytes("x")), [.send(reply())],
            ]),
            client: { $0.limits.total = 1 }, [.send(.get()), .send(.get())],
            expect: [.outcome(0, .fails(.decoding)), .outcome(1, .body("ok"))]),
    ]
}
