import Fetch
import HTTPValues

/// Counts from zero, for many tasks.
final class Counter: Sendable {
    private let count = Locked(0)

    /// The next number, the first of `amount` that nobody else gets.
    func take(_ amount: Int = 1) -> Int {
        count.withLock { count in
            defer { count += amount }
            return count
        }
    }
}
