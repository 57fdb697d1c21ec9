/// Splits text that arrives in chunks into lines.
///
/// A line ending may be split across two chunks. The unfinished line is kept until its ending arrives. Watch
/// ``heldCount`` if the peer may never send one.
package struct LineSplitter: Sendable {
    /// Which line endings are recognized.
    package enum Boundaries: Sendable, Hashable {
        /// The line endings of Python's `splitlines`, as in httpx: `\n`, `\r`, `\r\n`, `\v`, `\f`, U+001C to U+001E,
        /// U+0085, U+2028 and U+2029.
        case universal
        /// `\n` or `\r\n`, as in aiohttp; a `\r` alone does not end a line.
        case newline
    }

    private let boundaries: Boundaries
    private let keepsEnds: Bool
    private var held: [UInt8] = []
    /// Whether the last line ended with a `\r` that a `\n` may still follow.
    private var endedWithReturn = false

    /// Creates a splitter for a new text.
    ///
    /// - Parameters:
    ///   - boundaries: Which line endings are recognized.
    ///   - keepingEnds: Whether the `\n` stays on its line. Ignored unless `boundaries` is `.newline`.
    package init(_ boundaries: Boundaries, keepingEnds: Bool = false) {
        self.boundaries = boundaries
        keepsEnds = keepingEnds && boundaries == .newline
    }

    /// The length of the unfinished line in UTF-8 bytes.
    package var heldCount: Int { held.count }

    /// Returns the lines that `text` completes.
    package mutating func split(_ text: String) -> [String] {
        var text = text
        return text.withUTF8 { split($0) }
    }

    /// Returns the unfinished last line, if it is not empty.
    package mutating func finish() -> [String] {
        defer {
            held = []
            endedWithReturn = false
        }
        return held.isEmpty ? [] : [String(decoding: held, as: UTF8.self)]
    }

    private mutating func split(_ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
        var lines: [String] = []
        var start = 0
        if endedWithReturn, let first = bytes.first {
            endedWithReturn = false
            if first == 0x0A { start = 1 }
        }
        var index = start
        while index < bytes.count {
            let length = endLength(bytes, at: index)
            guard length > 0 else {
                index += 1
                continue
            }
            let kept = keepsEnds ? index + length : index
            lines.append(withoutReturn(line(bytes[start..<kept])))
            index += length
            if bytes[index - 1] == 0x0D { endedWithReturn = index == bytes.count }
            start = index
        }
        held += bytes[start...]
        return lines
    }

    /// The `\r` of a `\r\n` may have arrived in an earlier chunk.
    private func withoutReturn(_ line: String) -> String {
        guard boundaries == .newline, !keepsEnds, line.utf8.last == 0x0D else { return line }
        return String(decoding: line.utf8.dropLast(), as: UTF8.self)
    }

    private mutating func line(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        guard !held.isEmpty else { return String(decoding: bytes, as: UTF8.self) }
        held += bytes
        defer { held.removeAll(keepingCapacity: true) }
        return String(decoding: held, as: UTF8.self)
    }

    /// The length of the line ending at `index`, or 0 if there is none.
    private func endLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        let byte = bytes[index]
        if boundaries == .newline { return byte == 0x0A ? 1 : 0 }
        switch byte {
        case 0x0D: return index + 1 < bytes.count && bytes[index + 1] == 0x0A ? 2 : 1
        case 0x0A...0x0C, 0x1C...0x1E: return 1
        case 0xC2: return index + 1 < bytes.count && bytes[index + 1] == 0x85 ? 2 : 0
        case 0xE2:
            let isSeparator = index + 2 < bytes.count && bytes[index + 1] == 0x80 && bytes[index + 2] & 0xFE == 0xA8
            return isSeparator ? 3 : 0
        default: return 0
        }
    }
}
