import HTTPValues

/// Bytes to send, of which only the middle belongs to a body: before it comes a head or the size of a chunk, after it
/// the end of the chunk.
struct OutgoingBytes {
    private var bytes: Bytes
    private var leadingCount: Int
    private var bodyCount: Int

    init(_ bytes: Bytes = Bytes(), leadingCount: Int = 0, bodyCount: Int = 0) {
        self.bytes = bytes
        self.leadingCount = leadingCount
        self.bodyCount = bodyCount
    }

    var isEmpty: Bool { bytes.isEmpty }

    /// Whether everything before the body was sent.
    var isInBody: Bool { leadingCount == 0 }

    /// The bytes to send now.
    var rest: Bytes { bytes }

    /// Removes bytes that were sent from the start. Returns how many of them belong to the body.
    mutating func removeFirst(_ count: Int) -> Int {
        bytes = count < bytes.count ? bytes.slice(count..<bytes.count) : Bytes()
        let leading = min(count, leadingCount)
        let body = min(count - leading, bodyCount)
        leadingCount -= leading
        bodyCount -= body
        return body
    }
}
