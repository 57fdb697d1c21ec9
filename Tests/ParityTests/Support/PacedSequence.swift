import HTTPValues

/// Chunks of a body. The producing thread runs `before` ahead of each chunk.
struct PacedSequence: Sequence, Sendable {
    let count: Int
    let before: @Sendable () -> Void

    func makeIterator() -> AnyIterator<Bytes> {
        var left = count
        return AnyIterator {
            guard left > 0 else { return nil }
            left -= 1
            before()
            return "piece"
        }
    }
}
