import Glibc

extension String {
    /// Whether both strings have the same UTF-8 bytes. `==` also takes canonically equivalent ones for equal.
    package func hasBytes(of other: String) -> Bool {
        guard utf8.count == other.utf8.count else { return false }
        return withUTF8Bytes { own in
            other.withUTF8Bytes { UnsafeRawBufferPointer(own).begin(with: UnsafeRawBufferPointer($0)) }
        }
    }
}

/// Comparisons with `memcmp`. The standard library's generic ones go byte by byte, through an iterator.
extension UnsafeRawBufferPointer {
    /// Whether these bytes begin with `prefix`.
    func begin(with prefix: UnsafeRawBufferPointer) -> Bool {
        guard count >= prefix.count else { return false }
        guard let baseAddress, let other = prefix.baseAddress else { return prefix.isEmpty }
        return memcmp(baseAddress, other, prefix.count) == 0
    }

    /// Whether these bytes begin with the UTF-8 form of `prefix`.
    func begin(with prefix: StaticString) -> Bool {
        begin(with: UnsafeRawBufferPointer(start: prefix.utf8Start, count: prefix.utf8CodeUnitCount))
    }

    /// Whether these bytes are the UTF-8 form of `text`.
    func spell(_ text: StaticString) -> Bool {
        count == text.utf8CodeUnitCount && begin(with: text)
    }
}
