/// Checks eight bytes at a time. This fits most header lines; on a hit, the caller looks at single bytes.
struct ASCIIWord {
    private let bytes: UInt64

    /// Loads the bytes at `offset`, the first into the lowest eight bits.
    init(_ buffer: UnsafeRawBufferPointer, at offset: Int) {
        bytes = UInt64(littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    private static let highBits: UInt64 = 0x8080_8080_8080_8080

    private static func all(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// False if none of the bytes is an ASCII control character.
    var mayHaveControl: Bool {
        // Subtraction sets the high bit of smaller bytes. A borrow can only cause false positives.
        let below = (bytes &- Self.all(0x20)) & ~bytes
        let deletes = bytes ^ Self.all(0x7F)
        return (below | (deletes &- Self.all(1)) & ~deletes) & Self.highBits != 0
    }
}

extension UnsafeRawBufferPointer {
    /// Whether any of these bytes must not appear in a header value (RFC 9110 section 5.5).
    var hasFieldControl: Bool { mayHaveControl && contains(where: \.isFieldControl) }

    private var mayHaveControl: Bool {
        guard count >= 8 else { return true }
        var offset = 0
        while offset + 8 < count {
            if ASCIIWord(self, at: offset).mayHaveControl { return true }
            offset += 8
        }
        return ASCIIWord(self, at: count - 8).mayHaveControl
    }
}
