import Fetch
import HTTPValues
import Synchronization

/// Blocks threads until a task opens it.
package final class Gate: Sendable {
    private let parker = ThreadParker()
    private let isOpen = Atomic(false)
    private let wasLate = Atomic(false)

    package init() {}

    /// Whether no waiter timed out.
    package var wasOpenInTime: Bool { !wasLate.load(ordering: .relaxed) }

    /// Lets every waiter pass from now on.
    package func open() {
        isOpen.store(true, ordering: .releasing)
        parker.unpark()
    }

    /// Waits until the gate is open, for at most `limit`.
    package func pass(within limit: Duration) {
        let end = MonotonicTime.now.advanced(by: limit)
        while !isOpen.load(ordering: .acquiring) {
            guard .now < end else { return wasLate.store(true, ordering: .relaxed) }
            parker.park(until: end)
        }
        // Wakes the next thread waiting here.
        parker.unpark()
    }
}
