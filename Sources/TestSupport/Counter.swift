import HTTPValues
import Synchronization

/// Counts from several threads and tasks.
package final class Counter: Sendable {
    private let count = Atomic(0)

    package init() {}

    /// How many were counted.
    package var value: Int { count.load(ordering: .relaxed) }

    /// Counts `amount` more; returns how many there were before.
    @discardableResult
    package func increment(by amount: Int = 1) -> Int { count.add(amount, ordering: .relaxed).oldValue }
}
