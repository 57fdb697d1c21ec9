/// How strictly one end of a connection parses (RFC 9112).
///
/// A server follows the grammar to the letter, because any leniency could make it disagree with a proxy in front of it
/// about where a request ends. A client accepts what servers have sent for decades.
package struct HTTP1Grammar: Sendable, Hashable {
    /// Whether a line of a head or trailer section may end with LF alone (section 2.2).
    package var acceptsBareLF: Bool
    /// Whether a line that begins with a blank continues the previous line (section 5.2).
    package var unfoldsLines: Bool
    /// The number of empty lines skipped before a start line (section 2.2).
    package var skippedEmptyLines: Int
    /// Whether blanks may follow a chunk size (section 7.1.1).
    package var acceptsBlanksAfterChunkSize: Bool

    /// The grammar for a server reading requests.
    package static let server = HTTP1Grammar(
        acceptsBareLF: false, unfoldsLines: false, skippedEmptyLines: 4, acceptsBlanksAfterChunkSize: false)

    /// The grammar for a client reading responses.
    package static let client = HTTP1Grammar(
        acceptsBareLF: true, unfoldsLines: true, skippedEmptyLines: 0, acceptsBlanksAfterChunkSize: true)
}

/// The limits beyond which a message is rejected, in bytes except for the counts.
package struct HTTP1Limits: Sendable, Hashable {
    /// The length of a request target or a status line.
    package var startLine: Int
    /// The length of a header or trailer line.
    package var fieldLine: Int
    /// The number of header lines, and of trailer lines.
    package var fieldCount: Int
    /// The total length of all header lines, and of all trailer lines.
    package var head: Int
    /// The length of the line before a chunk.
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

    /// The limits of a client for a server's messages.
    package static let client = HTTP1Limits(
        startLine: 100 << 10, fieldLine: 100 << 10, fieldCount: 1000, head: 300 << 10, chunkLine: 16 << 10)
}
