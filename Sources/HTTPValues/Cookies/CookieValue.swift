/// Quotes cookie values and escapes special characters in octal, as Python's `http.cookies` does.
package enum CookieValue {
    /// Returns the value, in quotes with octal escapes if needed.
    package static func quoted(_ value: String) -> String {
        guard !value.utf8.allSatisfy(isPlain) else { return value.isEmpty ? "\"\"" : value }
        var text = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case " ", "(", ")", "/", "<", "=", ">", "?", "@", "[", "]", "{", "}": text.unicodeScalars.append(scalar)
            case _ where scalar.isASCII && isPlain(UInt8(scalar.value)): text.unicodeScalars.append(scalar)
            case _ where scalar.value < 256: text += octal(scalar.value)
            default: for byte in String(scalar).utf8 { text += octal(UInt32(byte)) }
            }
        }
        return text + "\""
    }

    /// Returns the value without quotes and escapes.
    package static func unquoted(_ text: String) -> String {
        guard text.utf8.count >= 2, text.first == "\"", text.last == "\"" else { return text }
        let inner = Array(text.utf8.dropFirst().dropLast())
        var bytes: [UInt8] = []
        var index = 0
        while index < inner.count {
            if inner[index] == 0x5C, let code = octalCode(inner, index + 1) {
                bytes.append(contentsOf: String(Unicode.Scalar(code)).utf8)
                index += 4
            } else if inner[index] == 0x5C, index + 1 < inner.count {
                bytes.append(inner[index + 1])
                index += 2
            } else {
                bytes.append(inner[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func octal(_ code: UInt32) -> String {
        let digits = String(code, radix: 8)
        return "\\" + String(repeating: "0", count: max(0, 3 - digits.count)) + digits
    }

    private static func octalCode(_ bytes: [UInt8], _ start: Int) -> UInt8? {
        guard start + 3 <= bytes.count else { return nil }
        var code = 0
        for byte in bytes[start..<start + 3] {
            guard byte >= 0x30, byte <= 0x37 else { return nil }
            code = code << 3 | Int(byte - 0x30)
        }
        return UInt8(exactly: code)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte.isTokenByte || byte == 0x3A
    }
}
