import AIOHTTPClient
import Fetch
import FetchConformance
import HTTPValues
import HTTPX

extension IntendedDifference {
    static let responses: [IntendedDifference] = heads + codings + contents

    /// A response that violates HTTP and that Duet rejects.
    private static func refused(_ name: String, _ text: String) -> Evidence {
        .play(
            Case(name, why: "RFC 9112", server: .lastWords(text), expect: [.fails(.protocolViolation)]))
    }

    private static let heads: [IntendedDifference] = [
        IntendedDifference(
            "unsolicited-101", .aiohttp, "an unsolicited 101", theirs: "returned as a response", ours: "error",
            why: "what follows is not HTTP",
            refused(
                "101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n")),
        IntendedDifference(
            "status-line-version", .both, "a status line with `HTTP/2.0` or `HTTP/3.0`", theirs: "accepted",
            ours: "error",
            why: "it was not negotiated", refused("HTTP/2.0", "HTTP/2.0 200 OK\r\nContent-Length: 2\r\n\r\nok")),
        IntendedDifference(
            "status-range", .aiohttp, "a status below 100", theirs: "accepted", ours: "error",
            why: "RFC 9110 section 15", refused("status 050", "HTTP/1.1 050 X\r\nContent-Length: 0\r\n\r\n")),
        IntendedDifference(
            "transfer-coding", .aiohttp, "`Transfer-Encoding: gzip`", theirs: "left encoded", ours: "error",
            why: "it was not requested, and nothing decodes it; as in httpx",
            refused("a transfer coding", "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nx")),
        IntendedDifference(
            "broken-chunks", .aiohttp, "an invalid chunk size", theirs: "header or body error",
            ours: "body error", why: "it must not depend on how the bytes arrive",
            .look(
                at: .lastWords("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), httpx: "",
                aiohttp: "ClientPayloadError", byHTTPX: { _, _ in "" },
                byAIOHTTP: { server in
                    try await ClientSession.with { session in
                        try await session.get(server.origin) { response in
                            do {
                                return try await response.text()
                            } catch let error as ClientError {
                                return error.kind.rawValue
                            }
                        }
                    }
                })),
        IntendedDifference(
            "reply-value-case", .httpx, "`Transfer-Encoding: Chunked` in the response's headers", theirs: "lowercased",
            ours: "unchanged", why: "it is what the server sent",
            .play(
                Case(
                    "the case of a value", why: "RFC 9112 section 7",
                    server: .reply("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n0\r\n\r\n"),
                    expect: [.header("Transfer-Encoding", "Chunked")]))),
        IntendedDifference(
            "reply-value-control", .both, "a control character in a response header", theirs: "accepted",
            ours: "error", why: "RFC 9110 section 5.5",
            refused("a control character", reply("200 OK", ["X: a\u{1}b"]))),
        IntendedDifference(
            "long-field", .aiohttp, "a 60 KB response header", theirs: "error", ours: "accepted",
            why: "some servers send them",
            .play(
                Case(
                    "a 60 KB header", why: "RFC 9110 section 5.4",
                    server: .reply(reply("200 OK", ["X-A: " + String(repeating: "v", count: 60_000)])),
                    expect: [.header("X-A", String(repeating: "v", count: 60_000))]))),
        IntendedDifference(
            "many-fields", .aiohttp, "more than 128 response headers", theirs: "error", ours: "accepted",
            why: "some servers send them",
            .play(
                Case(
                    "400 headers", why: "RFC 9110 section 5.4",
                    server: .reply(reply("200 OK", (0..<399).map { "X-\($0): 1" })), expect: [.headerCount(400)]))),
        IntendedDifference(
            "extra-bytes", .httpx, "extra bytes after the body", theirs: "break the next request",
            ours: "close the connection",
            why: "the next request is not at fault",
            .play(
                Case(
                    "extra bytes", why: "RFC 9112 section 6.3",
                    server: .connections([
                        [.readRequest, .send(reply() + "EXTRA"), .readRequest, .send(reply())],
                        [.readRequest, .send(reply())],
                    ]), [.send(.get()), .send(.get())], expect: [.each(.body("ok"))]))),
        IntendedDifference(
            "repeated-field", .aiohttp, "`headers[name]` of a repeated header", theirs: "the first value",
            ours: "all values, joined by commas", why: "RFC 9110 section 5.3; as in httpx",
            .play(
                Case(
                    "a repeated header", why: "RFC 9110 section 5.3",
                    server: .reply(reply("200 OK", ["X-A: 1", "X-A: 2"])), expect: [.header("X-A", "1, 2")]))),
    ]

    private static let text = Bytes("hello hello hello")
    private static let gzip = (try? ContentEncoder.encode(text, as: .gzip)) ?? Bytes()

    /// A response with content codings.
    private static func coded(_ codings: String, _ body: Bytes, _ expectation: Expectation) -> Evidence {
        .play(
            Case(
                codings, why: "RFC 9110 section 8.4",
                server: .replies([reply(["Content-Encoding: \(codings)"], body)]), [.send(.get()), .stream(.get())],
                expect: [.each(expectation)]))
    }

    private static let codings: [IntendedDifference] = [
        IntendedDifference(
            "truncated-coding", .both, "a truncated gzip body", theirs: "partial content",
            ours: "error",
            why: "the missing part may matter", coded("gzip", Bytes(gzip.dropLast(6)), .fails(.decoding))),
        IntendedDifference(
            "gzip-members", .httpx, "two gzip members in a row", theirs: "the second is lost",
            ours: "decoded as one body",
            why: "RFC 1952 section 2.2",
            coded("gzip", Bytes(Array(gzip) + Array(gzip)), .bytes(Bytes(Array(text) + text)))),
        IntendedDifference(
            "stacked-codings", .aiohttp, "several content codings", theirs: "left encoded", ours: "decoded",
            why: "RFC 9110 section 8.4",
            coded("gzip, br", (try? ContentEncoder.encode(gzip, as: .br)) ?? Bytes(), .bytes(text))),
        IntendedDifference(
            "gzip-junk", .aiohttp, "bytes after a gzip member that are not gzip", theirs: "error",
            ours: "ignored",
            why: "RFC 1952 section 2.3 leaves it open; as in httpx",
            coded("gzip", Bytes(Array(gzip) + Array("junk".utf8)), .bytes(text))),
        IntendedDifference(
            "coding-count", .httpx, "seven content codings", theirs: "decoded",
            ours: "error from six on",
            why: "each may multiply the size",
            coded("gzip, gzip, gzip, gzip, gzip, gzip, gzip", gzip, .fails(.decoding))),
        IntendedDifference(
            "x-gzip", .both, "the content coding `x-gzip`", theirs: "left encoded", ours: "decoded as gzip",
            why: "RFC 9110 section 8.4.1.3",
            coded("x-gzip", gzip, .bytes(text))),
    ]

    /// Expects what an AIOHTTP response reads from a body.
    private static func read(
        _ type: String, _ body: Bytes, shows seen: String,
        _ read: @escaping @Sendable (ClientResponse) async throws -> String
    ) -> Evidence {
        .look(
            at: .replies([reply(["Content-Type: \(type)"], body)]), httpx: "", aiohttp: seen, byHTTPX: { _, _ in "" },
            byAIOHTTP: { server in
                try await ClientSession.with { session in try await session.get(server.origin) { try await read($0) } }
            })
    }

    private static let contents: [IntendedDifference] = [
        IntendedDifference(
            "text-never-fails", .httpx, "`text` of an invalid UTF-16 body", theirs: "error",
            ours: "U+FFFD for what cannot be decoded", why: "as in every other charset",
            .play(
                Case(
                    "text that is not in its charset", why: "httpx: errors=\"replace\"",
                    server: .replies([reply(["Content-Type: text/plain; charset=utf-16"], "abc")]),
                    expect: [.style(.httpx, .text("\u{6261}\u{FFFD}"))]))),
        IntendedDifference(
            "charset-unknown", .both, "an invalid charset, such as `base64`", theirs: "error", ours: "UTF-8",
            why: "a server's mistake must not crash a program",
            .play(
                Case(
                    "charset=base64", why: "RFC 9110 section 8.3.2",
                    server: .reply(reply("200 OK", ["Content-Type: text/plain; charset=base64"], "é")),
                    expect: [.text("é")]))),
        IntendedDifference(
            "json-mark", .aiohttp, "JSON with a byte order mark", theirs: "error", ours: "parsed",
            why: "RFC 8259 section 8.1 allows it",
            read("application/json", Bytes([0xEF, 0xBB, 0xBF, 0x5B, 0x31, 0x5D]), shows: "[1]") {
                try await $0.json().text(.compact)
            }),
        IntendedDifference(
            "json-type-exact", .aiohttp, "`json()` of `application/json5`", theirs: "parsed", ours: "error",
            why: "it is a different format",
            read("application/json5", "[1]", shows: "ContentTypeError") {
                try await $0.json().text(.compact)
            }),
        IntendedDifference(
            "raise-body", .aiohttp, "the body after `raiseForStatus()` throws", theirs: "lost",
            ours: "can be read",
            why: "it often explains the error",
            .look(
                at: .reply(reply("500 Oops", [], "because")), httpx: "", aiohttp: "because", byHTTPX: { _, _ in "" },
                byAIOHTTP: { server in
                    try await ClientSession.with { session in
                        let response = try await session.get(server.origin)
                        do {
                            try response.raiseForStatus()
                            return "no error"
                        } catch {
                            return try await response.text()
                        }
                    }
                })),
        IntendedDifference(
            "body-limit", .both, "size of a body read into memory", theirs: "unlimited", ours: "`maxBodySize`, 1 GiB",
            why: "a small compressed body can exhaust memory",
            .play(
                Case(
                    "a body beyond the limit", why: "bounded memory", server: .reply(reply("200 OK", [], "0123456789")),
                    client: { $0.maximumBodySize = 9 }, expect: [.fails(.tooLarge)]))),
    ]
}
