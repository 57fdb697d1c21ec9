import Glibc

/// Finds the ends of lines in bytes that arrive in pieces, and looks at each byte once.
struct LineScanner {
    /// A line without its end, and where the next one begins.
    struct Line {
        let bounds: Range<Int>
        let next: Int
    }

    /// How many bytes of the incomplete line have been searched.
    private(set) var searched = 0

    /// The line that begins at `start`; nil when its end has not arrived.
    ///
    /// - Parameters:
    ///   - limit: The longest line allowed, without its end.
    ///   - overflow: What a longer line is.
    mutating func next(
        in input: UnsafeRawBufferPointer, from start: Int, acceptsBareLF: Bool, limit: Int,
        overflow: HTTP1Violation.Kind
    ) throws(HTTP1Violation) -> Line? {
        let from = start + searched
        guard let base = input.baseAddress, from < input.count else { return nil }
        guard let found = memchr(base + from, 0x0A, input.count - from) else {
            searched = input.count - start
            // One more for the CR that may be there already.
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

    /// Where `byte` is first.
    func firstOffset(of byte: UInt8) -> Int? {
        guard let base = baseAddress, let found = memchr(base, Int32(byte), count) else { return nil }
        return UnsafeRawPointer(found) - base
    }
}
