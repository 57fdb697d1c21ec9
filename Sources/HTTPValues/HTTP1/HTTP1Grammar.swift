/// How strictly one end of a connection reads (RFC 9112).
///
/// A server takes the grammar by the letter, because each liberty is a way to make it and a proxy in front of it
/// disagree about where a request ends. A client reads what servers have sent for decades.
package struct HTTP1Grammar: Sendable, Hashable {
    /// Whether a line of a head or a trailer section may end with LF alone (section 2.2).
    package var acceptsBareLF: Bool
    /// Whether a line that begins with a blank continues the line before (section 5.2).
    package var unfoldsLines: Bool
    /// How many empty lines are skipped before a start line (section 2.2).
    package var skippedEmptyLines: Int
    /// Whether blanks may follow the size of a chunk (section 7.1.1).
    package var acceptsBlanksAfterChunkSize: Bool

    /// How a server reads requests.
    package static let server = HTTP1Grammar(
        acceptsBareLF: false, unfoldsLines: false, skippedEmptyLines: 4, acceptsBlanksAfterChunkSize: false)

    /// How a client reads responses.
    package static let client = HTTP1Grammar(
        acceptsBareLF: true, unfoldsLines: true, skippedEmptyLines: 0, acceptsBlanksAfterChunkSize: true)
}

/// How much the other end may send before its message is refused. All in bytes but the counts.
package struct HTTP1Limits: Sendable, Hashable {
    /// The length of a request target, and of a status line.
    package var startLine: Int
    /// The length of a header or trailer line.
    package var fieldLine: Int
    /// The number of header lines, and that of trailer lines.
    package var fieldCount: Int
    /// The length of all header lines together, and that of all trailer lines.
    package var head: Int
    /// The length of the line in front of a chunk.
    package var chunkLine: Int
    /// The number of interim responses before the final one.
    package var interimHeads: Int

    package init(
        startLine: Int = 8190, fieldLine: Int = 32 << 10, fieldCount: Int = 128, head: Int = 128 << 10,
        chunkLine: Int = 4 << 10, interimHeads: Int = 1000
    ) {
        self.startLine = startLine
        self.fieldLine = fieldLine
        self.fieldCount = fieldCount
        self.head = head
        self.chunkLine = chunkLine
        self.interimHeads = interimHeads
    }

    /// What a client accepts of a server.
    package static let client = HTTP1Limits(
        startLine: 100 << 10, fieldLine: 100 << 10, fieldCount: 1000, head: 300 << 10, chunkLine: 16 << 10)
}
