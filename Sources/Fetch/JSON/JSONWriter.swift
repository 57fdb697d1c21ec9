/// How JSON is spelled. Both are what a Python client writes, so that signatures and caches over bodies agree.
public enum JSONFormat: Sendable, Hashable {
    /// No spaces, UTF-8 as it is: `{"a":"é"}`. The form of httpx.
    case compact
    /// A space behind `:` and `,`, everything outside ASCII escaped: `{"a": "\u00e9"}`. The form of aiohttp.
    case spacedASCII
    /// A member or element a line, indented by this many spaces.
    case indented(Int)
}

extension JSON {
    /// The value as JSON text. A number that is not finite, which JSON cannot say, becomes `null`.
    public func text(_ format: JSONFormat = .compact) -> String {
        var writer = JSONWriter(format: format)
        writer.write(self, depth: 0)
        return writer.output
    }

    /// The value as UTF-8 JSON.
    public func bytes(_ format: JSONFormat = .compact) -> Bytes {
        Bytes(text(format))
    }

    /// Whether every number in it is finite, which JSON demands (RFC 8259 section 6).
    public var isFinite: Bool {
        switch self {
        case .number(let value): value.isFinite
        case .array(let elements): elements.allSatisfy(\.isFinite)
        case .object(let members): members.allSatisfy(\.value.isFinite)
        default: true
        }
    }
}

private struct JSONWriter {
    let format: JSONFormat
    var output = ""

    mutating func write(_ value: JSON, depth: Int) {
        switch value {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .integer(let value): output += String(value)
        case .number(let value): output += value.isFinite ? Self.text(of: value) : "null"
        case .string(let value): write(value)
        case .array(let elements):
            writeList("[", "]", elements, depth: depth) { $0.write($1, depth: depth + 1) }
        case .object(let members):
            writeList("{", "}", members, depth: depth) { writer, member in
                writer.write(member.name)
                writer.output += writer.format == .compact ? ":" : ": "
                writer.write(member.value, depth: depth + 1)
            }
        }
    }

    private static func text(of value: Double) -> String {
        // Swift writes 1e+16 as "1e+16" and 1.0 as "1.0": both are JSON, and what Python writes.
        value.description
    }

    private mutating func writeList<Item>(
        _ open: String, _ close: String, _ items: [Item], depth: Int, _ writeItem: (inout JSONWriter, Item) -> Void
    ) {
        output += open
        for (index, item) in items.enumerated() {
            if index > 0 { output += format == .spacedASCII ? ", " : "," }
            breakLine(depth + 1)
            writeItem(&self, item)
        }
        if !items.isEmpty { breakLine(depth) }
        output += close
    }

    private mutating func breakLine(_ depth: Int) {
        guard case .indented(let width) = format else { return }
        output += "\n" + String(repeating: " ", count: width * depth)
    }

    private mutating func write(_ text: String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case "\u{8}": output += "\\b"
            case "\u{C}": output += "\\f"
            case "\0"..<" ": writeEscape(UInt16(scalar.value))
            case "\u{7F}"... where format == .spacedASCII:
                for unit in String(scalar).utf16 { writeEscape(unit) }
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }

    private mutating func writeEscape(_ unit: UInt16) {
        let digits = String(unit, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
