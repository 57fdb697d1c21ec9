import HTTPValues
import Testing

@Suite("Reading responses")
struct ResponseReadingTests {
    private static let chunked = """
        HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n\
        HTTP/1.1 200 Fine\r\nTransfer-Encoding: chunked\r\nX: a\r\n  b\r\n\tc\r\n\r\n\
        00A ;x="y"\r\n0123456789\r\n1\r\n!\r\n0\r\nX-Sum: 1\r\n 2\r\n\r\n\
        HTTP/1.0 404\nContent-Length: 2\n\nnoHTTP/1.1 200 OK\r\n\r\nto the end
        """

    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test("It does not matter how the bytes are cut", arguments: pieceSizes)
    func pieces(size: Int) throws {
        let found = try MessageTranscript.responses(Self.bytes(Self.chunked), pieces: size)
        #expect(
            found.events == [
                #"103 Early Hints ["</a>"]"#, "100 Continue []", #"200 Fine ["chunked", "a b c"]"#, "body 0123456789!",
                #"end ["X-Sum: 1 2"]"#, #"404  ["2"]"#, "body no", "end []", "200 OK []", "body to the end",
            ])
        #expect(found.inputEnd == "complete")
    }

    @Test(
        "What is not HTTP is refused at its first bytes",
        arguments: ["S", "SSH-2.0", "<html>", "hTTP/1.1 200", "HTTQ", "\r\nHTTP/1.1 200 OK\r\n\r\n", "\u{1}"])
    func notHTTP(text: String) {
        #expect(throws: HTTP1Violation.self) { try MessageTranscript.responses(Self.bytes(text)) }
    }

    @Test("The beginnings of HTTP are waited for", arguments: ["H", "HTT", "HTTP/", "HTTP/1.1 200 O"])
    func beginnings(text: String) throws {
        #expect(try MessageTranscript.responses(Self.bytes(text)).inputEnd == "incomplete")
    }

    @Test(
        "Header lines are read as servers send them",
        arguments: [
            ("A: b", ["b"]), ("A:b\n", ["b"]), ("A: b\nC: d", ["b", "d"]),
            ("A: b\r\n c\n\td \r\nE: f", ["b c d", "f"]),
            ("A:\r\n b", [" b"]), ("A: é", ["é"]), ("A: b\r\n  ", ["b"]),
            (" A: b", nil), ("A : b", nil), ("no colon", nil), ("A: b\r\n c\u{1}", nil), ("A: b\rc", nil),
            ("A: b\0", nil), (": b", nil), ("A: b\r\n c\rd", nil),
        ] as [(String, [String]?)])
    func headerLines(lines: String, values: [String]?) {
        let head = try? MessageReader<ResponseHead>.first(Self.bytes("HTTP/1.1 200 OK\r\n\(lines)\r\n\r\n"))
        let trimmed = values?.map(\.trimmingBlanks)
        #expect(head?.headers.fields.map(\.value.trimmingBlanks) == trimmed)
    }

    @Test("Interim responses have a bound, which is new for each response")
    func interimHeads() throws {
        let interim = "HTTP/1.1 100 Continue\r\n\r\n"
        let final = "HTTP/1.1 204 No\r\n\r\n"
        let limits = HTTP1Limits(interimHeads: 2)
        let allowed = Self.bytes(interim + interim + final + interim + interim + final)
        #expect(try MessageTranscript.responses(allowed, limits: limits).inputEnd == "betweenMessages")
        #expect(throws: HTTP1Violation.self) {
            try MessageTranscript.responses(Self.bytes(interim + interim + interim), limits: limits)
        }
        #expect(try MessageTranscript.responses(Self.bytes(interim)).inputEnd == "incomplete")
    }

    @Test("A connection may close only behind a response, or to end its body")
    func inputEnds() throws {
        for (text, end) in [
            ("", "betweenMessages"), ("HTTP/1.1 200 OK\r\n", "incomplete"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na", "incomplete"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nab", "betweenMessages"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n", "incomplete"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", "incomplete"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "betweenMessages"),
            ("HTTP/1.1 200 OK\r\n\r\n", "complete"), ("HTTP/1.1 200 OK\r\n\r\nabc", "complete"),
        ] {
            #expect(try MessageTranscript.responses(Self.bytes(text)).inputEnd == end, "\(text.debugDescription)")
        }
    }

    @Test("Limits hold for each part of a response", arguments: [1, 1000])
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
                try MessageTranscript.responses(Self.bytes(text), pieces: size, limits: limits)
            }
        }
    }

    @Test("Damaged messages are read alike in one piece and byte by byte, and trap nothing")
    func damage() {
        var generator = SystemRandomNumberGenerator()
        let seeds = [
            Self.bytes(Self.chunked), Self.bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcde"),
        ]
        for round in 0..<3000 {
            let bytes = seeds[round % 2].damaged(using: &generator)
            let whole = Result { try MessageTranscript.responses(bytes) }
            let pieces = Result { try MessageTranscript.responses(bytes, pieces: 1) }
            #expect((try? whole.get().events) == (try? pieces.get().events))
            #expect((whole.violation == nil) == (pieces.violation == nil))
        }
    }
}
