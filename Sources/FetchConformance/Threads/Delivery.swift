import Fetch
import HTTPValues

/// Delivers a value from a thread to the task waiting for it. The value goes through a lock, because the Thread
/// Sanitizer does not see that resuming a continuation hands over its value.
package final class Delivery<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Locked(State())

    package init() {}

    /// Delivers the value.
    package func put(_ value: Value) {
        let waiter = state.withLock { state in
            state.value = value
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// Waits for the value.
    package func take() async -> Value {
        while true {
            if let value = state.withLock({ $0.value }) { return value }
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    if state.value != nil { return true }
                    state.waiter = continuation
                    return false
                }
                if isThere { continuation.resume() }
            }
        }
    }
}
