internal import Glibc
import HTTPValues

/// Reads HTTP/1 requests out of bytes as they arrive (RFC 9112). It accepts exactly the grammar: a lone LF or CR,
/// white space before a colon, a folded line or a doubtful length is an error, because each of them is a way to make
/// two parsers disagree about where a request ends.
struct RequestParser {
    /// How much a client may send before its request is refused.
    struct Limits: Sendable, Hashable {
        var requestLine = 8190
        var fieldLine = 32 << 10
        var fieldCount = 128
        var head = 128 << 10
        var chunkLine = 4 << 10
    }

    enum Event {
        /// A head is complete. ``begin(_:)`` must be called before the next event is asked for.
        case head(RequestHead)
        /// These bytes of the input are part of the body.
        case body(Range<Int>)
        /// The request is complete.
        case end(trailers: Headers)
        /// The input is used up, but for what belongs to an incomplete line.
        case needsMore
    }

    private enum Phase {
        case requestLine, fields
        case body(remaining: Int)
        case chunkSize
        case chunkData(remaining: Int)
        case chunkEnd, trailers
    }

    let limits: Limits
    private var phase = Phase.requestLine
    private var head = RequestHead(method: "", target: "", version: .http11)
    private var trailers = Headers()
    private var headSize = 0
    /// How many bytes of the incomplete line have been searched already.
    private var scanned = 0
    private var skippedEmptyLines = 0

    init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// Whether no byte of a next request has been used yet.
    var isBetweenRequests: Bool {
        if case .requestLine = phase { scanned == 0 } else { false }
    }

    /// Says what follows the head that was just returned.
    mutating func begin(_ framing: BodyFraming) {
        switch framing {
        case .none: phase = .body(remaining: 0)
        case .length(let length): phase = .body(remaining: length)
        case .chunked: phase = .chunkSize
        }
    }

    /// The next event in `input`; `consumed` is moved behind the bytes it used.
    mutating func next(
        _ input: UnsafeRawBufferPointer, consumed: inout Int
    ) throws(Rejection) -> Event {
        while true {
            switch phase {
            case .requestLine:
                guard try parseRequestLine(input, &consumed) else { return .needsMore }
            case .fields:
                guard let line = try headLine(input, &consumed) else { return .needsMore }
                if line.isEmpty { return .head(takeHead()) }
                head.headers.add(try field(input, line, after: head.headers.count))
            case .body(let remaining):
                return bodyEvent(input, &consumed, remaining: remaining)
            case .chunkSize:
                guard let line = try line(input, &consumed, limit: limits.chunkLine, .badRequest) else {
                    return .needsMore
                }
                let size = try chunkSize(UnsafeRawBufferPointer(rebasing: input[line]))
                phase = size == 0 ? .trailers : .chunkData(remaining: size)
            case .chunkData(let remaining):
                let count = min(remaining, input.count - consumed)
                guard count > 0 else { return .needsMore }
                phase = count == remaining ? .chunkEnd : .chunkData(remaining: remaining - count)
                defer { consumed += count }
                return .body(consumed..<consumed + count)
            case .chunkEnd:
                guard let line = try line(input, &consumed, limit: 0, .badRequest) else { return .needsMore }
                guard line.isEmpty else { throw .badRequest }
                phase = .chunkSize
            case .trailers:
                guard let line = try headLine(input, &consumed) else { return .needsMore }
                if line.isEmpty { return finish() }
                trailers.add(try field(input, line, after: trailers.count))
            }
        }
    }

    private mutating func bodyEvent(
        _ input: UnsafeRawBufferPointer, _ consumed: inout Int, remaining: Int
    ) -> Event {
        guard remaining > 0 else { return finish() }
        let count = min(remaining, input.count - consumed)
        guard count > 0 else { return .needsMore }
        phase = .body(remaining: remaining - count)
        defer { consumed += count }
        return .body(consumed..<consumed + count)
    }

    private mutating func takeHead() -> RequestHead {
        defer {
            head = RequestHead(method: "", target: "", version: .http11)
            headSize = 0
        }
        return head
    }

    private mutating func finish() -> Event {
        defer {
            phase = .requestLine
            trailers = Headers()
            headSize = 0
            skippedEmptyLines = 0
        }
        return .end(trailers: trailers)
    }
}

// MARK: - Lines

extension RequestParser {
    /// The next line without its CRLF, or nil when it is not complete.
    private mutating func line(
        _ input: UnsafeRawBufferPointer, _ consumed: inout Int, limit: Int, _ overflow: Rejection
    ) throws(Rejection) -> Range<Int>? {
        let start = consumed
        guard let base = input.baseAddress, start + scanned < input.count else { return nil }
        let from = start + scanned
        guard let found = memchr(base + from, 0x0A, input.count - from) else {
            scanned = input.count - start
            // One more for the CR that may be there already.
            if scanned > limit + 1 { throw overflow }
            return nil
        }
        let newline = UnsafeRawPointer(found) - base
        scanned = 0
        guard newline > start, input[newline - 1] == 0x0D else { throw .badRequest }
        guard newline - 1 - start <= limit else { throw overflow }
        consumed = newline + 1
        return start..<newline - 1
    }

    /// A line of the fields of a head or a trailer section, with the limit on their sum.
    private mutating func headLine(
        _ input: UnsafeRawBufferPointer, _ consumed: inout Int
    ) throws(Rejection) -> Range<Int>? {
        guard let line = try line(input, &consumed, limit: limits.fieldLine, .headerTooLarge) else { return nil }
        headSize += line.count + 2
        guard headSize <= limits.head else { throw .headerTooLarge }
        return line
    }

    /// Whether a request line was there.
    private mutating func parseRequestLine(
        _ input: UnsafeRawBufferPointer, _ consumed: inout Int
    ) throws(Rejection) -> Bool {
        if consumed < input.count, input[consumed] == 0x16 { throw .tlsOnPlainPort }
        // The limit is on the target; a method and a version stand beside it.
        guard let line = try line(input, &consumed, limit: limits.requestLine + 40, .targetTooLong) else {
            return false
        }
        guard !line.isEmpty else {
            // RFC 9112 section 2.2: an empty line before a request line is ignored. Not for ever.
            skippedEmptyLines += 1
            guard skippedEmptyLines <= 4 else { throw .badRequest }
            return true
        }
        let bytes = UnsafeRawBufferPointer(rebasing: input[line])
        guard let first = bytes.firstIndex(of: 0x20), let last = bytes.lastIndex(of: 0x20), first < last else {
            throw .badRequest
        }
        let method = bytes[..<first]
        let target = bytes[(first + 1)..<last]
        guard let known = RequestMethod.name(of: UnsafeRawBufferPointer(rebasing: method)) else { throw .badRequest }
        guard target.count <= limits.requestLine else { throw .targetTooLong }
        // Visible ASCII only, and no fragment (RFC 9112 section 3.2).
        guard !target.isEmpty, target.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != 0x23 }) else { throw .badRequest }
        head.version = try Self.version(UnsafeRawBufferPointer(rebasing: bytes[(last + 1)...]))
        head.method = known
        head.target = String(decoding: target, as: UTF8.self)
        phase = .fields
        return true
    }

    private static func version(_ bytes: UnsafeRawBufferPointer) throws(Rejection) -> Web.HTTPVersion {
        guard bytes.count == 8, bytes.starts(with: "HTTP/".utf8), bytes[6] == 0x2E else { throw .badRequest }
        guard bytes[5].isASCIIDigit, bytes[7].isASCIIDigit else { throw .badRequest }
        guard bytes[5] == 0x31 else { throw .versionNotSupported }
        switch bytes[7] {
        case 0x30: return .http10
        case 0x31: return .http11
        default: throw .badRequest
        }
    }
}

// MARK: - Fields and chunks

extension RequestParser {
    private func field(
        _ input: UnsafeRawBufferPointer, _ line: Range<Int>, after count: Int
    ) throws(Rejection) -> FieldLine {
        guard count < limits.fieldCount else { throw .headerTooLarge }
        return try FieldLine(UnsafeRawBufferPointer(rebasing: input[line]))
    }

    /// The size in front of a chunk; an extension is checked and ignored (RFC 9112 section 7.1.1).
    private func chunkSize(_ line: UnsafeRawBufferPointer) throws(Rejection) -> Int {
        var size = 0
        var index = 0
        while index < line.count, let digit = line[index].hexadecimalValue {
            guard index < 15 || size >> (Int.bitWidth - 5) == 0 else { throw .badRequest }
            size = size << 4 | digit
            index += 1
        }
        guard index > 0 else { throw .badRequest }
        guard index == line.count || line[index] == 0x3B else { throw .badRequest }
        guard line[index...].allSatisfy({ $0 == 0x09 || ($0 >= 0x20 && $0 != 0x7F) }) else { throw .badRequest }
        return size
    }
}

extension Headers {
    fileprivate mutating func add(_ field: FieldLine) {
        add(field.name, field.value)
    }
}
