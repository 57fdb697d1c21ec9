import HTTPValues
import Testing

@Suite("Reading requests")
struct RequestReadingTests {
    private static let message = """
        \r\nPOST /a?b HTTP/1.1\r\nHost: x\r\nX-Latin: \u{e9}\r\nTransfer-Encoding: chunked\r\n\r\n\
        3;e=1\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\nX-T: 1\r\n\r\nGET / HTTP/1.0\r\n\r\n
        """

    private static func head(_ lines: String) -> [UInt8] { Array("GET / HTTP/1.0\r\n\(lines)\r\n\r\n".utf8) }

    @Test("The result does not depend on how the bytes are cut", arguments: pieceSizes)
    func pieces(size: Int) throws {
        let found = try MessageTranscript.requests(Array(Self.message.utf8), pieces: size)
        #expect(
            found.events == [
                #"POST /a?b HTTP/1.1 ["x", "é", "chunked"]"#, "body abc0123456789abcdef", #"end ["X-T: 1"]"#,
                "GET / HTTP/1.0 []", "end []",
            ])
        #expect(found.isBetweenRequests)
    }

    @Test("Bytes that are not UTF-8 are read as ISO-8859-1")
    func latin1() throws {
        let bytes = Array("GET / HTTP/1.0\r\nX: ".utf8) + [0xE9] + Array("\r\n\r\n".utf8)
        #expect(try MessageTranscript.requests(bytes).events.first == #"GET / HTTP/1.0 ["é"]"#)
    }

    @Test(
        "Request lines are parsed strictly",
        arguments: [
            ("GET / HTTP/1.1", nil), ("OPTIONS * HTTP/1.0", nil), ("M-SEARCH /?a=b HTTP/1.1", nil),
            ("GET http://h/ HTTP/1.1", nil),
            ("GET /", .malformed), ("GET  / HTTP/1.1", .malformed), ("GET / HTTP/1.1 ", .malformed),
            ("GET /a b HTTP/1.1", .malformed), ("GET\t/ HTTP/1.1", .malformed), ("GET /\0 HTTP/1.1", .malformed),
            ("GET /é HTTP/1.1", .malformed), ("GET /#f HTTP/1.1", .malformed), ("GET  HTTP/1.1", .malformed),
            ("get / HTTP/1.1", .malformed), ("FROB / HTTP/1.1", .malformed), (" GET / HTTP/1.1", .malformed),
            ("GET / HTTP/1.2", .malformed), ("GET / HTTP/1.10", .malformed), ("GET / http/1.1", .malformed),
            ("GET / HTTP/2.0", .versionNotSupported), ("GET / HTTP/0.9", .versionNotSupported),
            ("\u{16}\u{3}\u{1}", .tlsHandshake),
        ] as [(String, HTTP1Violation.Kind?)])
    func requestLines(line: String, violation: HTTP1Violation.Kind?) {
        let read = Result { try RequestReader.first(Array("\(line)\r\nHost: x\r\n\r\n".utf8)) }
        #expect(read.violation?.kind == violation)
        guard violation == nil else { return }
        #expect((try? read.get()).map { "\($0.method) \($0.target) \($0.version)" } == line)
    }

    @Test("A TLS handshake is recognized by its first byte")
    func tls() {
        #expect(Result { try MessageTranscript.requests([0x16]) }.violation?.kind == .tlsHandshake)
    }

    @Test("Up to four empty lines before a request line are skipped", arguments: 0...6)
    func emptyLines(count: Int) {
        let bytes = Array(String(repeating: "\r\n", count: count).utf8) + Self.head("A: b")
        #expect(Result { try MessageTranscript.requests(bytes) }.violation?.kind == (count > 4 ? .malformed : nil))
    }

    @Test(
        "Header lines are parsed strictly",
        arguments: [
            ("A: b", "b"), ("A:b", "b"), ("A: \tb\t ", "b"), ("A:", ""), ("A: é", "é"), ("A: b\tc", "b\tc"),
            ("A : b", nil), (" A: b", nil), ("A: b\r\n folded", nil), ("A: b\r\n\tfolded", nil), ("no colon", nil),
            (": b", nil), ("A B: c", nil), ("Ä: b", nil), ("A: b\u{1}", nil), ("A: b\u{7F}", nil), ("A: b\0", nil),
            ("A: b\rc", nil), ("A: b\nC: d", nil), ("A: b\n", nil),
        ] as [(String, String?)])
    func headerLines(line: String, value: String?) {
        let head = try? RequestReader.first(Self.head(line))
        #expect(head?.headers.fields.first?.value == value)
    }

    @Test("Endless lines are rejected before they end", arguments: [1, 1000])
    func endlessLines(size: Int) {
        func kind(_ parts: [UInt8]...) -> HTTP1Violation.Kind? {
            let limits = HTTP1Limits(startLine: 100, fieldLine: 200, fieldCount: 10, head: 400, chunkLine: 50)
            return Result { try MessageTranscript.requests(parts.flatMap(\.self), pieces: size, limits: limits) }
                .violation?.kind
        }
        let long = [UInt8](repeating: 0x61, count: 300)
        let chunked = Array("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
        let few = (0..<4).flatMap { Array("A\($0): \(String(repeating: "b", count: 100))\r\n".utf8) }
        let many = (0..<20).flatMap { Array("A\($0): b\r\n".utf8) }
        let start = Array("GET / HTTP/1.0\r\n".utf8)
        #expect(kind(Array("GET /".utf8), long) == .targetTooLong)
        #expect(kind(Array("GET /\(String(repeating: "a", count: 100)) HTTP/1.0\r\n".utf8)) == .targetTooLong)
        #expect(kind(start, long) == .headTooLarge)
        #expect(kind(start, few) == .headTooLarge)
        #expect(kind(start, many) == .headTooLarge)
        #expect(kind(chunked, Array("1;".utf8), long) == .malformed)
        #expect(kind(chunked, Array("0\r\n".utf8), many) == .headTooLarge)
        #expect(kind(chunked, Array("0\r\n".utf8), long) == .headTooLarge)
    }

    @Test("A connection is between requests before the first and after the last byte of a request")
    func betweenRequests() throws {
        let whole = "POST / HTTP/1.0\r\nContent-Length: 2\r\n\r\nab"
        for length in 0...whole.utf8.count {
            let isBetween = try MessageTranscript.requests(Array(whole.utf8.prefix(length))).isBetweenRequests
            #expect(isBetween == (length == 0 || length == whole.utf8.count))
        }
    }

    @Test("Damaged messages give the same result in one chunk and byte by byte, and never trap")
    func damage() {
        var generator = SystemRandomNumberGenerator()
        let seeds = [
            Array(Self.message.utf8), Array("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde".utf8),
        ]
        for round in 0..<3000 {
            let bytes = seeds[round % 2].damaged(using: &generator)
            let whole = Result { try MessageTranscript.requests(bytes) }
            let pieces = Result { try MessageTranscript.requests(bytes, pieces: 1) }
            #expect((try? whole.get().events) == (try? pieces.get().events))
            #expect((whole.violation == nil) == (pieces.violation == nil))
        }
    }
}

extension RequestReader {
    /// The head at the start of `bytes`, or nil if it is incomplete.
    static func first(_ bytes: [UInt8]) throws -> ReceivedRequestHead? {
        var reader = RequestReader()
        var consumed = 0
        let event = try bytes.withUnsafeBytes { try reader.next($0, consumed: &consumed) }
        return if case .head(let head, _) = event { head } else { nil }
    }
}

extension [UInt8] {
    /// These bytes with one to four of them replaced.
    func damaged(using generator: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = self
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            bytes[Int.random(in: 0..<count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
        }
        return bytes
    }
}
