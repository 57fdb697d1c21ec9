import HTTPValues

/// Percent-encoding of paths, queries and forms (RFC 3986 section 2.1).
enum PercentEncoding {
    /// Decodes `%XX`; a `%` that begins no escape stays. Bytes that are not UTF-8 become U+FFFD.
    ///
    /// - Parameters:
    ///   - plusIsSpace: As in a query or a form.
    ///   - kept: Escapes of these bytes stay as they are.
    static func decode(_ text: some StringProtocol, plusIsSpace: Bool = false, keeping kept: [UInt8] = []) -> String {
        let bytes = text.utf8
        guard bytes.contains(where: { $0 == 0x25 || (plusIsSpace && $0 == 0x2B) }) else { return String(text) }
        var decoded: [UInt8] = []
        decoded.reserveCapacity(bytes.count)
        var index = bytes.startIndex
        while index != bytes.endIndex {
            let byte = bytes[index]
            if byte == 0x25, let code = escape(bytes[index...]), !kept.contains(code) {
                decoded.append(code)
                index = bytes.index(index, offsetBy: 3)
            } else {
                decoded.append(plusIsSpace && byte == 0x2B ? 0x20 : byte)
                index = bytes.index(after: index)
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }

    /// Encodes what may not stand in a URI at all; escapes that are there stay.
    static func encodingIllegal(_ text: String) -> String {
        guard !text.utf8.allSatisfy(isLegal) else { return text }
        return text.utf8.reduce(into: "") { $0 += isLegal($1) ? String(Unicode.Scalar($1)) : escaped($1) }
    }

    private static func escape(_ bytes: some Collection<UInt8>) -> UInt8? {
        let digits = bytes.dropFirst().prefix(2)
        guard digits.count == 2, let high = digits.first?.hexadecimalValue,
            let low = digits.dropFirst().first?.hexadecimalValue
        else { return nil }
        return high << 4 | low
    }

    private static func escaped(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16, uppercase: true)
        return byte < 16 ? "%0" + digits : "%" + digits
    }

    private static func isLegal(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x30...0x39: true
        case 0x2D, 0x2E, 0x5F, 0x7E, 0x25: true
        case 0x3A, 0x2F, 0x3F, 0x23, 0x5B, 0x5D, 0x40: true
        case 0x21, 0x24, 0x26...0x2C, 0x3B, 0x3D: true
        default: false
        }
    }
}
