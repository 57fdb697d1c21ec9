import HTTPValues
import Testing

@Suite("Reading responses")
struct ResponseReadingTests {
    private static let chunked = """
        HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n\
        HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\nX: a\r\n  b\r\n\tc\r\n\r\n\
        00A ;x="y"\r\n0123456789\r\n1\r\n!\r\n0\r\nX-Sum: 1\r\n 2\r\n\r\nrest
        """

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("The result does not depend on how the bytes are cut", arguments: pieceSizes)
    func pieces(size: Int) throws {
        let found = try MessageTranscript.response(Self.bytes(Self.chunked), pieces: size)
        #expect(
            found.events == [
                #"interim 103 Early Hints ["</a>"]"#, "interim 100 Continue []", #"keep 200 Fine ["chunked", "a b c"]"#,
                "body 0123456789!", #"end ["X-Sum: 1 2"]"#, "left rest",
            ])
    }

    @Test(
        "A body ends by its length or with the connection, or is absent",
        arguments: [
            ("HTTP/1.0 404\nContent-Length: 2\n\nnope", .get, ["close 404  [\"2\"]", "body no", "end []", "left pe"]),
            ("HTTP/1.1 200 OK\r\n\r\nto the end", .get, ["close 200 OK []", "body to the end"]),
            (
                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nnext", .head,
                ["keep 200 OK [\"2\"]", "end []", "left next"]
            ),
            (
                "HTTP/1.1 101 Up\r\nUpgrade: x\r\n\r\n\u{1}\u{2}", .get,
                ["other protocol 101 Up [\"x\"]", "left \u{1}\u{2}"]
            ),
            ("HTTP/1.1 200 OK\r\n\r\nbytes", "CONNECT", ["other protocol 200 OK []", "left bytes"]),
        ] as [(String, HTTPMethod, [String])])
    func bodies(text: String, method: HTTPMethod, events: [String]) throws {
        for size in pieceSizes {
            #expect(try MessageTranscript.response(Self.bytes(text), to: method, pieces: size).events == events)
        }
    }

    @Test(
        "Anything but HTTP is rejected at its first bytes",
        arguments: ["S", "SSH-2.0", "<html>", "hTTP/1.1 200", "HTTQ", "\r\nHTTP/1.1 200 OK\r\n\r\n", "\u{1}"])
    func notHTTP(text: String) {
        #expect(throws: HTTP1Violation.self) { try MessageTranscript.response(Self.bytes(text)) }
    }

    @Test("An incomplete start of a response is not rejected", arguments: ["H", "HTT", "HTTP/", "HTTP/1.1 200 O"])
    func beginnings(text: String) throws {
        #expect(try MessageTranscript.response(Self.bytes(text)).inputEnd == .incomplete)
    }

    @Test(
        "Header lines are parsed leniently",
        arguments: [
            ("A: b", ["b"]), ("A:b\n", ["b"]), ("A: b\nC: d", ["b", "d"]),
            ("A: b\r\n c\n\td \r\nE: f", ["b c d", "f"]),
            ("A:\r\n b", [" b"]), ("A: é", ["é"]), ("A: b\r\n  ", ["b"]),
            (" A: b", nil), ("A : b", nil), ("no colon", nil), ("A: b\r\n c\u{1}", nil), ("A: b\rc", nil),
            ("A: b\0", nil), (": b", nil), ("A: b\r\n c\rd", nil),
        ] as [(String, [String]?)])
    func headerLines(lines: String, values: [String]?) {
        let head = try? ResponseReader.first(Self.bytes("HTTP/1.1 200 OK\r\n\(lines)\r\n\r\n"))
        let trimmed = values?.map(\.trimmingBlanks)
        #expect(head?.headers.fields.map(\.value.trimmingBlanks) == trimmed)
    }

    @Test("The number of interim responses is limited")
    func interimHeads() throws {
        let interim = "HTTP/1.1 100 Continue\r\n\r\n"
        let limits = HTTP1Limits(interimHeads: 2)
        let allowed = Self.bytes(interim + interim + "HTTP/1.1 204 No\r\n\r\n")
        #expect(try MessageTranscript.response(allowed, limits: limits).events.last == "end []")
        #expect(throws: HTTP1Violation.self) {
            try MessageTranscript.response(Self.bytes(interim + interim + interim), limits: limits)
        }
        #expect(try MessageTranscript.response(Self.bytes(interim)).inputEnd == .incomplete)
    }

    @Test(
        "A connection may only close before a response or to end its body",
        arguments: [
            ("", .unanswered), ("HTTP/1.1 200 OK\r\n", .incomplete),
            ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na", .incomplete),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n", .incomplete),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", .incomplete),
            ("HTTP/1.1 200 OK\r\n\r\n", .complete), ("HTTP/1.1 200 OK\r\n\r\nabc", .complete),
        ] as [(String, ResponseReader.InputEnd)])
    func inputEnds(text: String, end: ResponseReader.InputEnd) throws {
        #expect(try MessageTranscript.response(Self.bytes(text)).inputEnd == end)
    }

    @Test("Body bytes can be received elsewhere")
    func uninterrupted() throws {
        var reader = ResponseReader(to: .get)
        var consumed = 0
        let head = Self.bytes("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n")
        #expect(reader.uninterruptedCount == 0)
        _ = try head.withUnsafeBytes { try reader.next($0, consumed: &consumed) }
        #expect(consumed == head.count)
        #expect(reader.uninterruptedCount == 4)
        reader.received(4)
        #expect(reader.uninterruptedCount == 0)
        consumed = 0
        guard case .end = try [UInt8]().withUnsafeBytes({ try reader.next($0, consumed: &consumed) }) else {
            return #expect(Bool(false), "no end")
        }
    }

    @Test("Every part of a response has a limit", arguments: [1, 1000])
    func limits(size: Int) {
        let long = String(repeating: "a", count: 300)
        let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
        let limits = HTTP1Limits(startLine: 100, fieldLine: 200, fieldCount: 10, head: 400, chunkLine: 50)
        for text in [
            "HTTP/1.1 200 \(long)", "HTTP/1.1 200 OK\r\nA: \(long)",
            "HTTP/1.1 200 OK\r\n" + String(repeating: "A: b\r\n", count: 11),
            "HTTP/1.1 200 OK\r\nA: b\r\n" + String(repeating: " b\r\n", count: 11),
            "HTTP/1.1 200 OK\r\n" + String(repeating: "A: \(long.prefix(150))\r\n", count: 3),
            chunked + "1;\(long)", chunked + "0\r\nA: \(long)",
            chunked + "0\r\n" + String(repeating: "A: b\r\n", count: 11),
        ] {
            #expect(throws: HTTP1Violation.self, "\(text.debugDescription)") {
                try MessageTranscript.response(Self.bytes(text), pieces: size, limits: limits)
            }
        }
    }

    @Test("Damaged messages give the same result in one chunk and byte by byte, and never trap")
    func damage() {
        var generator = SystemRandomNumberGenerator()
        let seeds = [
            Self.bytes(Self.chunked), Self.bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde"),
        ]
        for round in 0..<3000 {
            let bytes = seeds[round % 2].damaged(using: &generator)
            let whole = Result { try MessageTranscript.response(bytes) }
            let pieces = Result { try MessageTranscript.response(bytes, pieces: 1) }
            #expect((try? whole.get().events) == (try? pieces.get().events))
            #expect((whole.violation == nil) == (pieces.violation == nil))
        }
    }
}

extension ResponseReader {
    /// The head at the start of `bytes`, or nil if it is incomplete.
    static func first(_ bytes: [UInt8]) throws -> ResponseHead? {
        var reader = ResponseReader(to: .get)
        var consumed = 0
        let event = try bytes.withUnsafeBytes { try reader.next($0, consumed: &consumed) }
        return if case .head(let head, _) = event { head } else { nil }
    }
}
