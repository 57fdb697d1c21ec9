import HTTPValues
import Testing

@Suite("Reading bodies")
struct BodyReaderTests {
    /// The body, its trailers and the remaining input, or nil if the body is incomplete.
    private func read(
        _ text: String, _ framing: BodyFraming, _ grammar: HTTP1Grammar, pieces size: Int
    ) throws -> String? {
        var reader = BodyReader(framing, grammar, HTTP1Limits())
        var waiting: [UInt8] = []
        var body: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty || framing == .none {
            waiting += rest.prefix(size)
            rest = rest.dropFirst(size)
            var isWaiting = false
            while !isWaiting {
                var consumed = 0
                switch try waiting.withUnsafeBytes({ try reader.next($0, consumed: &consumed) }) {
                case .bytes(let range): body += waiting[range]
                case .needsMore: isWaiting = true
                case .end(let trailers):
                    let left = String(decoding: waiting.dropFirst(consumed) + rest, as: UTF8.self)
                    return "\(String(decoding: body, as: UTF8.self))|\(trailers.fields.map(\.value))|\(left)"
                }
                waiting.removeFirst(consumed)
            }
        }
        return reader.mayEndHere ? String(decoding: body, as: UTF8.self) + "|close" : nil
    }

    struct Example: Sendable, CustomTestStringConvertible {
        let text: String
        let server: String?
        let client: String?

        init(_ text: String, _ both: String?) {
            self.init(text, server: both, client: both)
        }

        init(_ text: String, server: String?, client: String?) {
            self.text = text
            self.server = server
            self.client = client
        }

        var testDescription: String { text.debugDescription }
    }

    @Test(
        "Chunked bodies are read the same however the bytes are cut",
        arguments: [
            Example("0\r\n\r\n", "|[]|"), Example("3\r\nabc\r\n0\r\n\r\nrest", "abc|[]|rest"),
            Example("0003\r\nabc\r\n1\r\nd\r\n00\r\n\r\n", "abcd|[]|"),
            Example("A\r\n0123456789\r\n0\r\n\r\n", "0123456789|[]|"),
            Example("a\r\n0123456789\r\n0\r\nX: 1\r\nY: 2\r\n\r\n", #"0123456789|["1", "2"]|"#),
            Example("3;a=b\r\nabc\r\n0;c\r\n\r\n", "abc|[]|"),
            Example("3;a=\"b;\"\r\nabc\r\n0\r\n\r\n", "abc|[]|"),
            Example("3 \r\nabc\r\n0\r\n\r\n", server: nil, client: "abc|[]|"),
            Example("3 \t;a\r\nabc\r\n0\r\n\r\n", server: nil, client: "abc|[]|"),
            Example("0\r\nX: 1\r\n 2\r\n\r\n", server: nil, client: #"|["1 2"]|"#),
            Example("0\r\nX: 1\n\n", server: nil, client: #"|["1"]|"#),
            Example("0\r\nX 1: 2\r\n\r\n", nil), Example("0\r\n X: 1\r\n\r\n", nil),
            Example("3\nabc\r\n0\r\n\r\n", nil), Example("3\r\nabc\n0\r\n\r\n", nil),
            Example("3\r\nabcd\r\n0\r\n\r\n", nil), Example("3\r\nab\r\n0\r\n\r\n", nil),
            Example("3;a\nb\r\nabc\r\n0\r\n\r\n", nil), Example("3;\u{1}\r\nabc\r\n0\r\n\r\n", nil),
            Example("3;a\rb\r\nabc\r\n0\r\n\r\n", nil), Example("3 a\r\nabc\r\n0\r\n\r\n", nil),
            Example("-3\r\nabc\r\n0\r\n\r\n", nil), Example("+3\r\nabc\r\n0\r\n\r\n", nil),
            Example("0x3\r\nabc\r\n0\r\n\r\n", nil), Example(" 3\r\nabc\r\n0\r\n\r\n", nil),
            Example("\r\nabc\r\n0\r\n\r\n", nil), Example(";a\r\nabc\r\n0\r\n\r\n", nil),
            Example("g\r\nabc\r\n0\r\n\r\n", nil), Example("3_0\r\nabc\r\n0\r\n\r\n", nil),
            Example("fffffffffffffffff\r\na", nil), Example("8000000000000000\r\na", nil),
        ])
    func chunks(example: Example) {
        for size in pieceSizes {
            let server = try? read(example.text, .chunked, .server, pieces: size)
            #expect(server == example.server, "in pieces of \(size)")
            let client = try? read(example.text, .chunked, .client, pieces: size)
            #expect(client == example.client, "in pieces of \(size)")
        }
    }

    @Test("The largest chunk size that fits an Int is accepted")
    func largestChunk() throws {
        var reader = BodyReader(.chunked, .server, HTTP1Limits())
        var consumed = 0
        _ = try Array("07fffffffffffffff\r\n".utf8).withUnsafeBytes { try reader.next($0, consumed: &consumed) }
        #expect(reader.uninterruptedCount == Int.max)
    }

    @Test("A body ends after its length, at once or when the connection closes", arguments: pieceSizes)
    func lengths(size: Int) throws {
        #expect(try read("abcde", .length(3), .client, pieces: size) == "abc|[]|de")
        #expect(try read("ab", .length(3), .client, pieces: size) == nil)
        #expect(try read("ab", .length(0), .client, pieces: size) == "|[]|ab")
        #expect(try read("ab", .none, .client, pieces: size) == "|[]|ab")
        #expect(try read("abcde", .untilClose, .client, pieces: size) == "abcde|close")
    }

    @Test("Body bytes can be received elsewhere, up to the next line")
    func uninterrupted() throws {
        var reader = BodyReader(.chunked, .client, HTTP1Limits())
        var consumed = 0
        let input = Array("5\r\nab".utf8)
        #expect(reader.uninterruptedCount == 0)
        guard case .bytes(3..<5) = try input.withUnsafeBytes({ try reader.next($0, consumed: &consumed) }) else {
            return #expect(Bool(false), "no bytes")
        }
        #expect(reader.uninterruptedCount == 3)
        reader.received(2)
        #expect(reader.uninterruptedCount == 1)
        #expect(!reader.mayEndHere)
        reader.received(1)
        #expect(reader.uninterruptedCount == 0)
        consumed = 0
        let end = Array("\r\n0\r\n\r\n".utf8)
        guard case .end = try end.withUnsafeBytes({ try reader.next($0, consumed: &consumed) }) else {
            return #expect(Bool(false), "no end")
        }
        var whole = BodyReader(.length(4), .client, HTTP1Limits())
        #expect(whole.uninterruptedCount == 4)
        whole.received(4)
        #expect(whole.mayEndHere)
        #expect(BodyReader(.untilClose, .client, HTTP1Limits()).uninterruptedCount == .max)
        #expect(BodyReader(.none, .client, HTTP1Limits()).uninterruptedCount == 0)
    }
}
