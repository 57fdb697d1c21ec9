/// A set of ASCII bytes with a constant-time test; bytes from 0x80 are never in it.
struct ByteSet: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ characters: String) {
        for byte in characters.utf8 { insert(byte) }
    }

    /// The printable ASCII characters without `excluded`.
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

extension String {
    /// Whether an ASCII character is in the text.
    func hasByte(_ character: Unicode.Scalar) -> Bool {
        let byte = UInt8(ascii: character)
        return withUTF8Bytes { $0.contains(byte) }
    }

    /// The text in lower case; itself, without a copy, when it has neither capital letters nor other than ASCII.
    var lowerCase: String {
        utf8.allSatisfy { $0 < 0x80 && $0.asciiLowercased == $0 } ? self : lowercased()
    }
}

extension UInt8 {
    /// The value of this ASCII hexadecimal digit.
    @inline(__always)
    var hexadecimalValue: UInt8? {
        switch self {
        case 0x30...0x39: self &- 0x30
        case 0x41...0x46: self &- 0x37
        case 0x61...0x66: self &- 0x57
        default: nil
        }
    }

    @inline(__always)
    var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }

    @inline(__always)
    var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
}
