/// A set of ASCII bytes with constant-time lookup. It never contains bytes from 0x80.
struct ByteSet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ characters: String) {
        for byte in characters.utf8 { insert(byte) }
    }

    /// Creates a set of the printable ASCII characters except `excluded`.
    init(printableWithout excluded: String) {
        for byte in UInt8(0x20)..<0x7F where !excluded.utf8.contains(byte) { insert(byte) }
    }

    private mutating func insert(_ byte: UInt8) {
        if byte < 64 {
            low |= 1 << UInt64(byte)
        } else if byte < 128 {
            high |= 1 << UInt64(byte - 64)
        }
    }

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        if byte < 64 { return low >> UInt64(byte) & 1 == 1 }
        return byte < 128 && high >> UInt64(byte &- 64) & 1 == 1
    }
}
