import DequeModule

/// The state of a semaphore: the free permits and the waiters, in order of arrival.
package struct PermitQueue<Waiter> {
    private var permits: Int
    private var waiters: Deque<(id: Int, waiter: Waiter)> = []
    private var nextID = 0

    /// Creates a queue with this many permits, at least one.
    package init(permits: Int) {
        self.permits = max(1, permits)
    }

    /// The number of waiters.
    package var waiting: Int { waiters.count }

    /// Takes a permit if one is available. Returns whether it did.
    package mutating func take() -> Bool {
        guard permits > 0 else { return false }
        permits -= 1
        return true
    }

    /// Adds a waiter. It can be withdrawn by its `id`.
    package mutating func wait(_ waiter: Waiter, id: Int) {
        waiters.append((id, waiter))
    }

    /// Returns a new ID for a waiter.
    package mutating func makeID() -> Int {
        nextID += 1
        return nextID
    }

    /// Releases a permit. Returns the waiter that receives it, or nil if there is none.
    package mutating func giveBack() -> Waiter? {
        guard let next = waiters.popFirst() else {
            permits += 1
            return nil
        }
        return next.waiter
    }

    /// Removes and returns a waiter, or returns nil if it is not waiting.
    package mutating func withdraw(_ id: Int) -> Waiter? {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return nil }
        return waiters.remove(at: index).waiter
    }
}
