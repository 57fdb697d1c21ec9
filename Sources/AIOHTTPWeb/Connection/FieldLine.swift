import HTTPValues

/// One field line, checked (RFC 9110 section 5, RFC 9112 section 5).
struct FieldLine {
    let name: String
    let value: String

    init(_ line: UnsafeRawBufferPointer) throws(Rejection) {
        guard let colon = line.firstIndex(of: 0x3A), colon > 0 else { throw .badRequest }
        guard line[..<colon].allSatisfy(\.isTokenByte) else { throw .badRequest }
        var lower = colon + 1
        var upper = line.count
        while lower < upper, line[lower] == 0x20 || line[lower] == 0x09 { lower += 1 }
        while upper > lower, line[upper - 1] == 0x20 || line[upper - 1] == 0x09 { upper -= 1 }
        let value = UnsafeRawBufferPointer(rebasing: line[lower..<upper])
        var isASCII = true
        for byte in value {
            guard byte >= 0x20 && byte != 0x7F || byte == 0x09 else { throw .badRequest }
            if byte >= 0x80 { isASCII = false }
        }
        self.name = String(decoding: line[..<colon], as: UTF8.self)
        self.value = isASCII ? String(decoding: value, as: UTF8.self) : Self.text(value)
    }

    /// Bytes that are not UTF-8 are ISO-8859-1 (RFC 9110 section 5.5).
    private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var text = ""
        text.unicodeScalars.append(contentsOf: bytes.lazy.map { Unicode.Scalar($0) })
        return text
    }
}

extension UInt8 {
    /// Whether a token may have this byte (RFC 9110 section 5.6.2).
    var isTokenByte: Bool {
        switch self {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
        case 0x21, 0x23...0x27, 0x2A, 0x2B, 0x2D, 0x2E, 0x5E...0x60, 0x7C, 0x7E: true
        default: false
        }
    }

    var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }

    /// The value of a hexadecimal digit.
    var hexadecimalValue: Int? {
        switch self {
        case 0x30...0x39: Int(self) - 0x30
        case 0x41...0x46: Int(self) - 0x37
        case 0x61...0x66: Int(self) - 0x57
        default: nil
        }
    }
}
