import HTTPValues

/// Wakes a task. A wake-up that arrives before the wait is not lost.
final class MockSignal: Sendable {
    private struct State: Awaitable {
        var isRaised = false
        var waiters = Waiters()
    }

    private let state = Locked(State())

    /// Wakes the waiting task, or the next one that waits.
    func raise() {
        state.withLock { state in
            state.isRaised = true
            return state.waiters.takeWakeUp()
        }.run()
    }

    /// Waits for a wake-up.
    func wait() async {
        await state.changed(unless: \.isRaised)
        state.withLock { $0.isRaised = false }
    }
}
