import Synchronization

/// Counts down the failures still to come.
final class Failures: Sendable {
    private let count: Atomic<Int>

    init(_ count: Int) {
        self.count = Atomic(count)
    }

    /// Whether this attempt fails.
    func next() -> Bool { count.subtract(1, ordering: .relaxed).oldValue > 0 }
}
