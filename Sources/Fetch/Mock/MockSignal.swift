import HTTPValues

/// Wakes a task; a wake-up before the wait is not lost.
final class MockSignal: Sendable {
    private struct State: Awaitable {
        var isRaised = false
        var waiters = Waiters()
    }

    private let state = Locked(State())

    /// Wakes the task that waits, or the next one that does.
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
