import HTTPValues

/// Pieces of a body, each made by a thread that does something before.
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
