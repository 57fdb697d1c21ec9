extension String {
    /// Calls `body` with the UTF-8 bytes of this string, without a copy if its storage is contiguous.
    package func withUTF8Bytes<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        utf8.withContiguousStorageIfAvailable(body) ?? Array(utf8).withUnsafeBufferPointer(body)
    }

    /// Whether this string is a token (RFC 9110 section 5.6.2).
    package var isToken: Bool {
        withUTF8Bytes { $0.isToken }
    }

    /// Whether this string may be sent as a header value (RFC 9110 section 5.5).
    package var isFieldValue: Bool {
        withUTF8Bytes { bytes in
            bytes.first?.isBlank != true && bytes.last?.isBlank != true && !bytes.contains { $0.isFieldControl }
        }
    }

    /// Whether this string contains the given ASCII character.
    package func hasByte(_ character: Unicode.Scalar) -> Bool {
        let byte = UInt8(ascii: character)
        return withUTF8Bytes { $0.contains(byte) }
    }

    /// Whether both strings are equal, ignoring ASCII case.
    @inlinable
    package func equalsIgnoringASCIICase(_ other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        let fast = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in left.equalsIgnoringASCIICase(right) }
        }
        return (fast ?? nil) ?? zip(utf8, other.utf8).allSatisfy { $0.asciiLowercased == $1.asciiLowercased }
    }

    /// This string with its ASCII capital letters lowercased. Other characters are unchanged.
    package var asciiLowercased: String {
        utf8.contains { $0 != $0.asciiLowercased } ? String(decoding: utf8.map(\.asciiLowercased), as: UTF8.self) : self
    }

    /// This string in lowercase, including non-ASCII letters. Lowercase ASCII is returned without a copy.
    package var lowerCase: String {
        utf8.allSatisfy { $0 < 0x80 && $0.asciiLowercased == $0 } ? self : lowercased()
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// Whether these bytes are a token (RFC 9110 section 5.6.2).
    package var isToken: Bool { !isEmpty && allSatisfy { $0.isTokenByte } }

    /// Whether both buffers, which must have the same length, are equal, ignoring ASCII case.
    @inlinable
    package func equalsIgnoringASCIICase(_ other: UnsafeBufferPointer<UInt8>) -> Bool {
        for index in 0..<count where self[index] != other[index] {
            guard self[index].asciiLowercased == other[index].asciiLowercased else { return false }
        }
        return true
    }
}
