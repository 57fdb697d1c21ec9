/// The format of JSON output. Signatures and cache keys of bodies agree with those of the Python clients. The format is not
/// that of `Encodable` values, which their encoder writes.
public enum JSONFormat: Sendable, Hashable {
    /// No spaces, UTF-8: `{"a":"é"}`. The format of httpx.
    case compact
    /// A space after `:` and `,`, and escapes for non-ASCII: `{"a": "\u00e9"}`. The format of aiohttp.
    case spacedASCII
    /// One member or element per line, indented by this many spaces per level.
    case indented(Int)
}

extension JSON {
    /// The value as a JSON string. Non-finite numbers, which JSON cannot express, become `null`.
    public func text(_ format: JSONFormat = .compact) -> String {
        bytes(format).utf8Text
    }

    /// The value as UTF-8 JSON.
    public func bytes(_ format: JSONFormat = .compact) -> Bytes {
        var writer = JSONWriter(format: format)
        writer.write(self, depth: 0)
        return writer.output.take()
    }

    /// Whether all numbers are finite, as JSON requires (RFC 8259 section 6).
    public var isFinite: Bool {
        switch self {
        case .number(let value): value.isFinite
        case .array(let elements): elements.allSatisfy(\.isFinite)
        case .object(let members): members.allSatisfy(\.value.isFinite)
        default: true
        }
    }
}

private struct JSONWriter: ~Copyable {
    let format: JSONFormat
    var output = ByteBuilder()

    init(format: JSONFormat) {
        self.format = format
        output.reserve(256)
    }

    mutating func write(_ value: JSON, depth: Int) {
        switch value {
        case .null: output.append("null")
        case .bool(let value): output.append(value ? "true" : "false")
        case .integer(let value): output.append(String(value))
        case .number(let value): output.append(value.isFinite ? Self.text(of: value) : "null")
        case .string(let value): write(value)
        case .array(let elements):
            writeList("[", "]", elements, depth: depth) { $0.write($1, depth: depth + 1) }
        case .object(let members):
            writeList("{", "}", members, depth: depth) { writer, member in
                writer.write(member.name)
                writer.output.append(writer.format == .compact ? ":" : ": ")
                writer.write(member.value, depth: depth + 1)
            }
        }
    }

    private static func text(of value: Double) -> String {
        // Swift writes 1e+16 as "1e+16" and 1.0 as "1.0". Both are valid JSON and match Python.
        value.description
    }

    private mutating func writeList<Item>(
        _ open: String, _ close: String, _ items: [Item], depth: Int, _ writeItem: (inout JSONWriter, Item) -> Void
    ) {
        output.append(open)
        for (index, item) in items.enumerated() {
            if index > 0 { output.append(format == .spacedASCII ? ", " : ",") }
            breakLine(depth + 1)
            writeItem(&self, item)
        }
        if !items.isEmpty { breakLine(depth) }
        output.append(close)
    }

    private mutating func breakLine(_ depth: Int) {
        guard case .indented(let width) = format else { return }
        output.append("\n" + String(repeating: " ", count: width * depth))
    }

    private mutating func write(_ text: String) {
        output.append("\"")
        text.withUTF8Bytes { bytes in
            if format == .spacedASCII, !bytes.allSatisfy({ $0 < 0x80 }) {
                for unit in text.utf16 { writeASCII(unit) }
            } else {
                writeRuns(of: bytes)
            }
        }
        output.append("\"")
    }

    /// Writes each run of unescaped characters at once.
    private mutating func writeRuns(of bytes: UnsafeBufferPointer<UInt8>) {
        var start = 0
        for index in bytes.indices where mustEscape(bytes[index]) {
            output.append(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start..<index])))
            writeEscape(UInt16(bytes[index]))
            start = index + 1
        }
        output.append(UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: bytes[start...])))
    }

    private func mustEscape(_ byte: UInt8) -> Bool {
        switch byte {
        case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"): true
        case 0x7F: format == .spacedASCII
        default: false
        }
    }

    private mutating func writeASCII(_ unit: UInt16) {
        if let byte = UInt8(exactly: unit), byte < 0x80, !mustEscape(byte) {
            withUnsafeBytes(of: byte) { output.append($0) }
        } else {
            writeEscape(unit)
        }
    }

    private mutating func writeEscape(_ unit: UInt16) {
        switch unit {
        case 0x22: output.append("\\\"")
        case 0x5C: output.append("\\\\")
        case 0x0A: output.append("\\n")
        case 0x0D: output.append("\\r")
        case 0x09: output.append("\\t")
        case 0x08: output.append("\\b")
        case 0x0C: output.append("\\f")
        default:
            let digits = String(unit, radix: 16)
            output.append("\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        }
    }
}
