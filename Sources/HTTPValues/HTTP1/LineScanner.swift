import Glibc

/// Finds line endings in bytes that arrive in chunks, scanning each byte once.
struct LineScanner {
    /// A line without its ending, and the offset of the next one.
    struct Line {
        let bounds: Range<Int>
        let next: Int
    }

    /// The number of bytes of the incomplete line that have been scanned.
    private(set) var searched = 0

    /// Returns the line that begins at `start`, or nil if its ending has not arrived.
    ///
    /// - Parameters:
    ///   - limit: The maximum length of a line, without its ending.
    ///   - overflow: The violation if a line is longer.
    mutating func next(
        in input: UnsafeRawBufferPointer, from start: Int, acceptsBareLF: Bool, limit: Int,
        overflow: HTTP1Violation.Kind
    ) throws(HTTP1Violation) -> Line? {
        let from = start + searched
        guard let base = input.baseAddress, from < input.count else { return nil }
        guard let found = memchr(base + from, 0x0A, input.count - from) else {
            searched = input.count - start
            // One more for a CR that may already have arrived.
            if searched > limit + 1 { throw HTTP1Violation(overflow, "a line is too long") }
            return nil
        }
        let newline = UnsafeRawPointer(found) - base
        searched = 0
        let hasReturn = newline > start && input[newline - 1] == 0x0D
        guard hasReturn || acceptsBareLF else { throw HTTP1Violation("a line ends without CR") }
        let end = hasReturn ? newline - 1 : newline
        guard end - start <= limit else { throw HTTP1Violation(overflow, "a line is too long") }
        return Line(bounds: start..<end, next: newline + 1)
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes in `bounds`, counted from zero.
    subscript(rebased bounds: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[bounds])
    }

    /// Returns the offset of the first occurrence of `byte`.
    func firstOffset(of byte: UInt8) -> Int? {
        guard let base = baseAddress, let found = memchr(base, Int32(byte), count) else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
