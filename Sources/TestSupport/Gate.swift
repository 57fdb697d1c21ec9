import Fetch
import HTTPValues
import Synchronization

/// Holds threads up until a task opens it.
package final class Gate: Sendable {
    private let parker = ThreadParker()
    private let isOpen = Atomic(false)
    private let wasLate = Atomic(false)

    package init() {}

    /// Whether nobody had to give up waiting.
    package var wasOpenInTime: Bool { !wasLate.load(ordering: .relaxed) }

    /// Lets everybody pass from now on.
    package func open() {
        isOpen.store(true, ordering: .releasing)
        parker.unpark()
    }

    /// Waits until the gate is open, but no longer than this.
    package func pass(within limit: Duration) {
        let end = MonotonicTime.now.advanced(by: limit)
        while !isOpen.load(ordering: .acquiring) {
            guard .now < end else { return wasLate.store(true, ordering: .relaxed) }
            parker.park(until: end)
        }
        // The next thread that waits here must not sleep on.
        parker.unpark()
    }
}
