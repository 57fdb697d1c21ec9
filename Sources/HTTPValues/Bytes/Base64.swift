/// Base64 (RFC 4648 section 4).
package enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0xFF, count: 256)
        for (value, byte) in alphabet.enumerated() { table[Int(byte)] = UInt8(value) }
        return table
    }()

    /// Encodes `bytes`, with padding.
    package static func encode(_ bytes: Bytes) -> String {
        var output: [UInt8] = []
        output.reserveCapacity((bytes.count + 2) / 3 * 4)
        bytes.withUnsafeBytes { input in
            var index = 0
            while index < input.count {
                let left = input.count - index
                let group =
                    UInt32(input[index]) << 16 | (left > 1 ? UInt32(input[index + 1]) << 8 : 0)
                    | (left > 2 ? UInt32(input[index + 2]) : 0)
                output.append(alphabet[Int(group >> 18)])
                output.append(alphabet[Int(group >> 12 & 63)])
                output.append(left > 1 ? alphabet[Int(group >> 6 & 63)] : 0x3D)
                output.append(left > 2 ? alphabet[Int(group & 63)] : 0x3D)
                index += 3
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Decodes `text`. Returns nil if it is not padded Base64.
    package static func decode(_ text: String) -> Bytes? {
        var digits = Array(text.utf8)
        guard digits.count % 4 == 0 else { return nil }
        var padding = 0
        while padding < 2, digits.last == 0x3D {
            digits.removeLast()
            padding += 1
        }
        var output = ByteBuilder()
        var group: UInt32 = 0
        for (index, digit) in digits.enumerated() {
            let value = values[Int(digit)]
            guard value != 0xFF else { return nil }
            group = group << 6 | UInt32(value)
            guard index % 4 == 3 else { continue }
            output.append(
                Bytes([
                    UInt8(truncatingIfNeeded: group >> 16), UInt8(truncatingIfNeeded: group >> 8),
                    UInt8(truncatingIfNeeded: group),
                ]))
            group = 0
        }
        if padding == 1 {
            output.append(Bytes([UInt8(truncatingIfNeeded: group >> 10), UInt8(truncatingIfNeeded: group >> 2)]))
        }
        if padding == 2 { output.append(Bytes([UInt8(truncatingIfNeeded: group >> 4)])) }
        return output.take()
    }
}
