/// The byte classes of HTTP's grammar.
extension UInt8 {
    /// Whether this byte is a space or a tab.
    @inlinable
    package var isBlank: Bool { self == 0x20 || self == 0x09 }

    /// Whether this byte is `0` to `9`.
    @inlinable
    package var isASCIIDigit: Bool { self >= 0x30 && self <= 0x39 }

    /// Whether this byte is `a` to `z` or `A` to `Z`.
    @inlinable
    package var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }

    /// Whether this byte is an ASCII control character.
    @inlinable
    package var isASCIIControl: Bool { self < 0x20 || self == 0x7F }

    /// Whether this byte must not appear in a header value (RFC 9110 section 5.5).
    @inlinable
    package var isFieldControl: Bool { self < 0x20 && self != 0x09 || self == 0x7F }

    /// Whether this byte may appear in a token: a letter, a digit or one of ``!#$%&'*+-.^_`|~`` (RFC 9110 section
    /// 5.6.2). One bit per byte.
    @inlinable
    package var isTokenByte: Bool {
        let bits: UInt64 = self & 0x40 == 0 ? 0x03FF_6CFA_0000_0000 : 0x57FF_FFFF_C7FF_FFFE
        return self < 0x80 && bits &>> UInt64(self) & 1 == 1
    }

    /// This byte, lowercased if it is an ASCII capital letter.
    @inlinable
    package var asciiLowercased: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

    /// The value of this ASCII hexadecimal digit, or nil for any other byte.
    @inlinable
    package var hexadecimalValue: UInt8? {
        switch self {
        case 0x30...0x39: self &- 0x30
        case 0x41...0x46: self &- 0x37
        case 0x61...0x66: self &- 0x57
        default: nil
        }
    }
}
