public import FoundationEssentials

/// A syntax error in JSON.
public struct JSONError: Error, Hashable, CustomStringConvertible {
    /// A description of the error.
    public let reason: String
    /// The byte offset of the error.
    public let offset: Int

    public var description: String { "Invalid JSON at byte \(offset): \(reason)" }
}

extension JSON {
    /// The maximum nesting depth of arrays and objects. Deeper input is an error, so that it cannot exhaust the stack.
    public static let maximumDepth = 512

    /// Parses one JSON text (RFC 8259). A byte order mark is skipped. UTF-16 and UTF-32 are recognized by their zero
    /// bytes, as in httpx.
    ///
    /// - Throws: ``JSONError`` unless the input is exactly one JSON text.
    public init(parsing bytes: Bytes) throws(JSONError) {
        let utf8 = JSONEncodingForm(of: bytes).utf8(of: bytes)
        self = try utf8.withUnsafeBytes { buffer throws(JSONError) in
            var parser = JSONParser(input: buffer)
            return try parser.parseText()
        }
    }

    /// Parses one JSON text.
    ///
    /// - Throws: ``JSONError`` unless the input is exactly one JSON text.
    public init(parsing text: String) throws(JSONError) {
        try self.init(parsing: Bytes(text))
    }
}

/// The encoding of a JSON text, detected by the zero bytes among its first four (RFC 4627 section 3).
private enum JSONEncodingForm {
    case utf8, utf16(bigEndian: Bool), utf32(bigEndian: Bool)

    init(of bytes: Bytes) {
        let lead = (0..<4).map { $0 < bytes.count ? bytes[$0] : 1 }
        switch (lead[0], lead[1], lead[2], lead[3]) {
        case (0xFF, 0xFE, 0, 0) where bytes.count >= 4: self = .utf32(bigEndian: false)
        case (0, 0, 0xFE, 0xFF), (0, 0, 0, 1...): self = .utf32(bigEndian: true)
        case (0xFF, 0xFE, _, _): self = .utf16(bigEndian: false)
        case (0xFE, 0xFF, _, _): self = .utf16(bigEndian: true)
        case (1..., 0, 0, 0): self = .utf32(bigEndian: false)
        case (0, 1..., _, _): self = .utf16(bigEndian: true)
        case (1..., 0, _, _): self = .utf16(bigEndian: false)
        default: self = .utf8
        }
    }

    func utf8(of bytes: Bytes) -> Bytes {
        switch self {
        case .utf8:
            return bytes
        case .utf16(let bigEndian):
            let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
                UInt16(bytes[index + (bigEndian ? 0 : 1)]) << 8 | UInt16(bytes[index + (bigEndian ? 1 : 0)])
            }
            return Bytes(String(decoding: units, as: UTF16.self))
        case .utf32(let bigEndian):
            let units = stride(from: 0, to: bytes.count - 3, by: 4).map { index in
                (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[index + (bigEndian ? $1 : 3 - $1)]) }
            }
            return Bytes(String(decoding: units, as: UTF32.self))
        }
    }
}

private struct JSONParser {
    let input: UnsafeRawBufferPointer
    var offset = 0
    var depth = 0

    init(input: UnsafeRawBufferPointer) {
        self.input = input
        if input.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
    }

    mutating func parseText() throws(JSONError) -> JSON {
        skipWhitespace()
        let value = try parseValue()
        skipWhitespace()
        guard offset == input.count else { throw failure("unexpected data after the value") }
        return value
    }

    private func failure(_ reason: String) -> JSONError {
        JSONError(reason: reason, offset: offset)
    }

    private var current: UInt8? { offset < input.count ? input[offset] : nil }

    private mutating func skipWhitespace() {
        while let byte = current, byte == 0x20 || (byte >= 0x09 && byte <= 0x0D && byte != 0x0B && byte != 0x0C) {
            offset += 1
        }
    }

    private mutating func parseValue() throws(JSONError) -> JSON {
        switch current {
        case nil: throw failure("expected a value, found the end")
        case UInt8(ascii: "{"): return try parseObject()
        case UInt8(ascii: "["): return try parseArray()
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseWord("true", .bool(true))
        case UInt8(ascii: "f"): return try parseWord("false", .bool(false))
        case UInt8(ascii: "n"): return try parseWord("null", .null)
        default: return try parseNumber()
        }
    }

    private mutating func parseWord(_ word: String, _ value: JSON) throws(JSONError) -> JSON {
        guard input[offset...].starts(with: word.utf8) else { throw failure("expected \(word)") }
        offset += word.utf8.count
        return value
    }

    private mutating func enter() throws(JSONError) {
        depth += 1
        guard depth <= JSON.maximumDepth else { throw failure("nested deeper than \(JSON.maximumDepth)") }
        offset += 1
        skipWhitespace()
    }

    /// Skips the separator or the closing bracket. Returns true if it was the closing bracket.
    private mutating func closes(with close: UInt8) throws(JSONError) -> Bool {
        skipWhitespace()
        switch current {
        case close:
            offset += 1
            depth -= 1
            return true
        case UInt8(ascii: ","):
            offset += 1
            skipWhitespace()
            return false
        default:
            throw failure("expected , or \(Character(UnicodeScalar(close)))")
        }
    }

    private mutating func parseArray() throws(JSONError) -> JSON {
        try enter()
        var elements: [JSON] = []
        if current == UInt8(ascii: "]") {
            _ = try closes(with: UInt8(ascii: "]"))
            return .array(elements)
        }
        repeat {
            elements.append(try parseValue())
        } while try !closes(with: UInt8(ascii: "]"))
        return .array(elements)
    }

    private mutating func parseObject() throws(JSONError) -> JSON {
        try enter()
        var members: [JSON.Member] = []
        if current == UInt8(ascii: "}") {
            _ = try closes(with: UInt8(ascii: "}"))
            return .object(members)
        }
        repeat {
            guard current == UInt8(ascii: "\"") else { throw failure("expected a member name") }
            let name = try parseString()
            skipWhitespace()
            guard current == UInt8(ascii: ":") else { throw failure("expected :") }
            offset += 1
            skipWhitespace()
            members.append(JSON.Member(name, try parseValue()))
        } while try !closes(with: UInt8(ascii: "}"))
        return .object(members)
    }

    private mutating func parseString() throws(JSONError) -> String {
        offset += 1
        var text: [UInt8] = []
        var start = offset
        while true {
            guard let byte = current else { throw failure("unterminated string") }
            switch byte {
            case UInt8(ascii: "\""):
                let run = input[start..<offset]
                guard !text.isEmpty else {
                    guard let string = String(validating: run, as: UTF8.self) else { throw failure("invalid UTF-8") }
                    offset += 1
                    return string
                }
                text.append(contentsOf: run)
                guard let string = String(validating: text, as: UTF8.self) else { throw failure("invalid UTF-8") }
                offset += 1
                return string
            case UInt8(ascii: "\\"):
                text.append(contentsOf: input[start..<offset])
                offset += 1
                text.append(contentsOf: String(try parseEscape()).utf8)
                start = offset
            case 0..<0x20:
                throw failure("control character in a string")
            default:
                offset += 1
            }
        }
    }

    private mutating func parseEscape() throws(JSONError) -> Unicode.Scalar {
        guard let byte = current else { throw failure("unterminated string") }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try parseUnicodeEscape()
        default:
            offset -= 1
            throw failure("unknown escape")
        }
    }

    /// An unpaired surrogate becomes U+FFFD, because Swift strings cannot hold one.
    private mutating func parseUnicodeEscape() throws(JSONError) -> Unicode.Scalar {
        let unit = try parseHexUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        guard UTF16.isLeadSurrogate(UInt16(unit)), input[offset...].starts(with: "\\u".utf8) else { return "\u{FFFD}" }
        let mark = offset
        offset += 2
        let second = try parseHexUnit()
        guard UTF16.isTrailSurrogate(UInt16(second)) else {
            offset = mark
            return "\u{FFFD}"
        }
        return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func parseHexUnit() throws(JSONError) -> UInt32 {
        guard offset + 4 <= input.count else { throw failure("incomplete \\u escape") }
        var unit: UInt32 = 0
        for _ in 0..<4 {
            guard let digit = Character(UnicodeScalar(input[offset])).hexDigitValue, input[offset] < 0x80 else {
                throw failure("bad \\u escape")
            }
            unit = unit << 4 | UInt32(digit)
            offset += 1
        }
        return unit
    }

    private mutating func parseNumber() throws(JSONError) -> JSON {
        let start = offset
        if current == UInt8(ascii: "-") { offset += 1 }
        guard let first = current, first.isASCIIDigit else {
            offset = start
            throw failure("expected a value")
        }
        offset += 1
        if first != UInt8(ascii: "0") { skipDigits() }
        var isWhole = true
        if current == UInt8(ascii: ".") {
            isWhole = false
            offset += 1
            try requireDigits()
        }
        if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
            isWhole = false
            offset += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { offset += 1 }
            try requireDigits()
        }
        let text = String(decoding: input[start..<offset], as: UTF8.self)
        if isWhole, let whole = Int(text) { return .integer(whole) }
        guard let number = Double(text), number.isFinite else { throw failure("number out of range") }
        return .number(number)
    }

    private mutating func skipDigits() {
        while let byte = current, byte.isASCIIDigit { offset += 1 }
    }

    private mutating func requireDigits() throws(JSONError) {
        guard let byte = current, byte.isASCIIDigit else { throw failure("expected a digit") }
        skipDigits()
    }
}

extension JSONError: LocalizedError {
    /// The description, for Foundation's `localizedDescription`.
    public var errorDescription: String? { description }
}
