import HTTPValues
import Testing

@Suite("Random HTTP/1.1 messages")
struct MessagePropertyTests {
    private typealias Fields = [[String]]

    private static func fields(_ headers: Headers) -> Fields { headers.fields.map { [$0.name, $0.value] } }

    @Test("A request is read as it was written, however its bytes are cut")
    func requests() throws {
        try RandomMessages.run(seeds: 300) { seed in
            var random = RandomMessages(seed: seed)
            let (headers, body, isChunked) = (random.headers(), random.body(), random.number(below: 2) == 0)
            let trailers = isChunked ? random.headers() : Headers()
            var builder = ByteBuilder()
            builder.append(try RequestLineText(method: .post, target: "/a?b=\(seed)"))
            builder.append(
                try RequestFieldsText(headers, framing: isChunked ? .chunked : .length(body.count), host: "h"))
            let bytes = Array(builder.take()) + (isChunked ? try random.chunks(of: body, trailers: trailers) : body)
            let found = try ReadMessage.request(random.pieces(of: bytes + bytes))
            #expect(found.line == "POST /a?b=\(seed)", "seed \(seed)")
            let framing = isChunked ? ["Transfer-Encoding", "chunked"] : ["Content-Length", "\(body.count)"]
            #expect(found.fields == [["Host", "h"]] + Self.fields(headers) + [framing], "seed \(seed)")
            #expect(found.body == body + body, "seed \(seed)")
            #expect(found.trailers == Self.fields(trailers) + Self.fields(trailers), "seed \(seed)")
            #expect(found.count == 2, "seed \(seed)")
        }
    }

    @Test("A response is read as it was written, however its bytes are cut")
    func responses() throws {
        try RandomMessages.run(seeds: 300) { seed in
            var random = RandomMessages(seed: seed)
            let (headers, trailers) = (random.headers(), random.headers())
            let (bytes, body, isChunked) = try Self.response(&random, headers, trailers)
            let found = try ReadMessage.response(random.pieces(of: bytes))
            #expect(found.line == "200 OK", "seed \(seed)")
            #expect(Array(found.fields.prefix(headers.fields.count)) == Self.fields(headers), "seed \(seed)")
            #expect(found.body == body, "seed \(seed)")
            #expect(found.trailers == (isChunked ? Self.fields(trailers) : []), "seed \(seed)")
            #expect(found.count == 1, "seed \(seed)")
        }
    }

    private static func response(
        _ random: inout RandomMessages, _ headers: Headers, _ trailers: Headers
    ) throws -> (bytes: [UInt8], body: [UInt8], isChunked: Bool) {
        let (body, isChunked) = (random.body(), random.number(below: 2) == 0)
        let plan = ResponsePlan(
            isHead: false, version: .http11, status: 200, length: isChunked ? nil : body.count, keepsAlive: true)
        var builder = ByteBuilder()
        builder.append(
            try ResponseHeadText(
                status: 200, reason: nil, headers: headers, plan: plan, serverName: "s", date: Array("d".utf8)))
        let rest = isChunked ? try random.chunks(of: body, trailers: trailers) : body
        return (Array(builder.take()) + rest, body, isChunked)
    }

    @Test("A damaged message is read the same however its bytes are cut, and reading it ends")
    func damage() throws {
        try RandomMessages.run(seeds: 800) { seed in
            var random = RandomMessages(seed: seed)
            let (headers, trailers) = (random.headers(), random.headers())
            let whole = try Self.response(&random, headers, trailers).bytes
            let bytes = random.damaged(whole)
            let once = Result { try ReadMessage.response([bytes]) }
            let often = Result { try ReadMessage.response(random.pieces(of: bytes)) }
            #expect(once == often, "seed \(seed)")
            var request = Array("POST / HTTP/1.1\r\n".utf8) + bytes.drop { $0 != 0x0A }.dropFirst()
            request = random.damaged(request)
            let requestOnce = Result { try ReadMessage.request([request]) }
            let requestOften = Result { try ReadMessage.request(random.pieces(of: request)) }
            #expect(requestOnce == requestOften, "seed \(seed)")
        }
    }
}

/// What a reader found in pieces of bytes.
private struct ReadMessage: Hashable {
    var line = ""
    var fields: [[String]] = []
    var body: [UInt8] = []
    var trailers: [[String]] = []
    /// The number of complete messages.
    var count = 0
    /// The number of bytes that were not consumed.
    var left = 0

    static func request(_ pieces: [[UInt8]]) throws -> ReadMessage {
        var found = ReadMessage()
        var reader = RequestReader()
        found.left = try feed(pieces) { waiting, consumed in
            switch try reader.next(waiting, consumed: &consumed) {
            case .head(let head, _):
                found.line = "\(head.method) \(head.target)"
                found.fields = head.headers.fields.map { [$0.name, $0.value] }
            case .body(let range): found.body += waiting[range]
            case .end(let trailers): found.end(trailers)
            case .needsMore: return false
            }
            return true
        }
        return found
    }

    static func response(_ pieces: [[UInt8]]) throws -> ReadMessage {
        var found = ReadMessage()
        var reader = ResponseReader(to: .get)
        found.left = try feed(pieces) { waiting, consumed in
            guard found.count == 0 else { return false }
            switch try reader.next(waiting, consumed: &consumed) {
            case .interim: break
            case .otherProtocol(let head), .head(let head, _):
                found.line = "\(head.status) \(head.reason)"
                found.fields = head.headers.fields.map { [$0.name, $0.value] }
                if head.status == 101 { found.count = 1 }
            case .body(let range): found.body += waiting[range]
            case .end(let trailers): found.end(trailers)
            case .needsMore: return false
            }
            return true
        }
        return found
    }

    private mutating func end(_ trailers: Headers) {
        self.trailers += trailers.fields.map { [$0.name, $0.value] }
        count += 1
    }

    /// Calls `step` with the unconsumed bytes until it returns false, after each piece. Returns how many are left.
    private static func feed(
        _ pieces: [[UInt8]], _ step: (UnsafeRawBufferPointer, inout Int) throws -> Bool
    ) throws -> Int {
        var waiting: [UInt8] = []
        for piece in pieces {
            waiting += piece
            var consumed = 0
            try waiting.withUnsafeBytes { memory in while try step(memory, &consumed) {} }
            waiting.removeFirst(consumed)
        }
        return waiting.count
    }
}

extension Result where Failure == any Error, Success: Equatable {
    /// Whether both read the same, or both found a violation.
    fileprivate static func == (left: Self, right: Self) -> Bool {
        switch (left, right) {
        case (.success(let left), .success(let right)): left == right
        case (.failure, .failure): true
        default: false
        }
    }
}
