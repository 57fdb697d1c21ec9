import HTTPValues
import Testing

@testable import AIOHTTPWeb

/// The parser by itself: how bytes are cut does not matter.
@Suite struct RequestParserTests {
    private static let message = """
        \r\nPOST /a?b HTTP/1.1\r\nHost: x\r\nX-Latin: \u{e9}\r\nTransfer-Encoding: chunked\r\n\r\n\
        3;e=1\r\nabc\r\n10\r\n0123456789abcdef\r\n0\r\nX-T: 1\r\n\r\nGET / HTTP/1.0\r\n\r\n
        """

    /// Feeds `bytes` in pieces of `size`, and tells the events as text.
    private func events(_ bytes: [UInt8], pieces size: Int) throws -> [String] {
        var parser = RequestParser()
        var events: [String] = []
        var waiting: [UInt8] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            waiting += rest.prefix(size)
            rest = rest.dropFirst(size)
            loop: while true {
                var consumed = 0
                let event = try waiting.withUnsafeBytes { try parser.next($0, consumed: &consumed) }
                switch event {
                case .head(let head):
                    parser.begin(try RequestFraming(head).body)
                    events.append("\(head.method) \(head.target) \(head.version) \(head.headers.fields.map(\.value))")
                case .body(let range):
                    let text = String(String.UnicodeScalarView(waiting[range].map { Unicode.Scalar($0) }))
                    if let last = events.last, last.hasPrefix("body ") {
                        events[events.count - 1] = last + text
                    } else {
                        events.append("body " + text)
                    }
                case .end(let trailers): events.append("end \(trailers.fields.map(\.name))")
                case .needsMore:
                    waiting.removeFirst(consumed)
                    break loop
                }
                waiting.removeFirst(consumed)
            }
        }
        return events
    }

    @Test(arguments: [1, 2, 3, 5, 7, 16, 1000]) func piecesDoNotMatter(size: Int) throws {
        let found = try events(Array(Self.message.utf8), pieces: size)
        #expect(
            found == [
                #"POST /a?b HTTP/1.1 ["x", "é", "chunked"]"#, "body abc0123456789abcdef", #"end ["X-T"]"#,
                "GET / HTTP/1.0 []", "end []",
            ])
    }

    @Test func bytesThatAreNotUTF8AreLatin1() throws {
        let bytes = Array("GET / HTTP/1.0\r\nX: ".utf8) + [0xE9] + Array("\r\n\r\n".utf8)
        #expect(try events(bytes, pieces: 100).first == #"GET / HTTP/1.0 ["é"]"#)
    }

    @Test func endlessLinesAreRefusedBeforeTheyEnd() throws {
        let long = [UInt8](repeating: 0x61, count: 40_000)
        #expect(throws: Rejection.targetTooLong) { try events(Array("GET /".utf8) + long, pieces: 1000) }
        #expect(throws: Rejection.headerTooLarge) {
            try events(Array("GET / HTTP/1.1\r\nA: ".utf8) + long, pieces: 1000)
        }
        let chunked = Array("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
        #expect(throws: Rejection.badRequest) { try events(chunked + Array("1;".utf8) + long, pieces: 1000) }
        let fields = (0..<200).flatMap { Array("A\($0): b\r\n".utf8) }
        #expect(throws: Rejection.headerTooLarge) { try events(chunked + Array("0\r\n".utf8) + fields, pieces: 1000) }
    }

    @Test func randomBytesNeverTrap() {
        var generator = SystemRandomNumberGenerator()
        let seeds = [
            Array(Self.message.utf8), Array("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde".utf8),
        ]
        for round in 0..<3000 {
            var bytes = seeds[round % 2]
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            let whole = Result { try events(bytes, pieces: 1000) }
            let pieces = Result { try events(bytes, pieces: 1) }
            #expect((try? whole.get()) == (try? pieces.get()))
        }
    }
}
