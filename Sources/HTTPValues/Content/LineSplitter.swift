/// Cuts text that arrives in pieces into lines.
///
/// A line end may be cut between two pieces. The unfinished line is kept until its end arrives; who reads from a
/// peer that may never send one should watch ``heldCount``.
public struct LineSplitter: Sendable {
    /// What ends a line.
    public enum Boundaries: Sendable, Hashable {
        /// What Python's `splitlines` takes for one, as httpx does: `\n`, `\r`, `\r\n`, `\v`, `\f`, U+001C to U+001E,
        /// U+0085, U+2028 and U+2029.
        case universal
        /// `\n` or `\r\n`; a `\r` alone ends nothing, as aiohttp has it.
        case newline
    }

    private let boundaries: Boundaries
    private let keepsEnds: Bool
    private var held: [UInt8] = []
    /// Whether the last line ended with a `\r` whose `\n` may follow.
    private var endedWithReturn = false

    /// A splitter at the start of a text.
    ///
    /// - Parameters:
    ///   - boundaries: What ends a line.
    ///   - keepingEnds: Whether the `\n` stays on its line; only for `.newline`.
    public init(_ boundaries: Boundaries, keepingEnds: Bool = false) {
        self.boundaries = boundaries
        keepsEnds = keepingEnds && boundaries == .newline
    }

    /// The UTF-8 bytes of the unfinished line.
    public var heldCount: Int { held.count }

    /// The lines that end in `text`.
    public mutating func split(_ text: String) -> [String] {
        var text = text
        return text.withUTF8 { split($0) }
    }

    /// The unfinished last line, unless it is empty.
    public mutating func finish() -> [String] {
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

    /// The `\r` of `\r\n` may have come with an earlier piece.
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

    /// The length of the line end that starts at `index`; zero when none does.
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
