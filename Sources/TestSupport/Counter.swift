import HTTPValues
import Synchronization

/// A counter for several threads and tasks.
package final class Counter: Sendable {
    private let count = Atomic(0)

    package init() {}

    /// The current count.
    package var value: Int { count.load(ordering: .relaxed) }

    /// Adds `amount` and returns the previous count.
    @discardableResult
    package func increment(by amount: Int = 1) -> Int { count.add(amount, ordering: .relaxed).oldValue }
}
