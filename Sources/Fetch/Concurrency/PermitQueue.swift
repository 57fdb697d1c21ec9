import DequeModule

/// The rule of a semaphore: who has a permit, and who waits for one, in the order they came.
package struct PermitQueue<Waiter> {
    private var permits: Int
    private var waiters: Deque<(id: Int, waiter: Waiter)> = []
    private var nextID = 0

    /// A queue with this many permits; at least one.
    package init(permits: Int) {
        self.permits = max(1, permits)
    }

    /// How many wait.
    package var waiting: Int { waiters.count }

    /// Takes a permit, if there is one.
    package mutating func take() -> Bool {
        guard permits > 0 else { return false }
        permits -= 1
        return true
    }

    /// Has `waiter` wait for a permit; `id` is the number to withdraw it by.
    package mutating func wait(_ waiter: Waiter, id: Int) {
        waiters.append((id, waiter))
    }

    /// A number for one that may have to wait.
    package mutating func makeID() -> Int {
        nextID += 1
        return nextID
    }

    /// Gives a permit back. Returns the one that has it now; nil when nobody waits.
    package mutating func giveBack() -> Waiter? {
        guard let next = waiters.popFirst() else {
            permits += 1
            return nil
        }
        return next.waiter
    }

    /// Takes one out of the queue. Returns it; nil when it does not wait, or not any more.
    package mutating func withdraw(_ id: Int) -> Waiter? {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return nil }
        return waiters.remove(at: index).waiter
    }
}
