import Fetch
import HTTPValues

/// Engine items by deadline, in a binary heap. Each item knows its place, so that cancelling is cheap and ended
/// requests leave nothing behind.
struct TimerHeap {
    private var items: [EngineItem] = []

    /// The earliest deadline.
    var nextDeadline: MonotonicTime { items.first?.timerDeadline ?? .never }

    /// Schedules `item` for `deadline`, replacing its previous deadline.
    mutating func schedule(_ item: EngineItem, at deadline: MonotonicTime) {
        guard deadline != .never else {
            cancel(item)
            return
        }
        item.timerDeadline = deadline
        if item.timerIndex < 0 {
            item.timerIndex = items.count
            items.append(item)
            siftUp(item.timerIndex)
        } else {
            siftUp(item.timerIndex)
            siftDown(item.timerIndex)
        }
    }

    /// Cancels the timer of `item`.
    mutating func cancel(_ item: EngineItem) {
        guard item.timerIndex >= 0 else { return }
        let hole = item.timerIndex
        item.timerIndex = -1
        item.timerDeadline = .never
        let last = items.removeLast()
        guard last !== item else { return }
        items[hole] = last
        last.timerIndex = hole
        siftUp(hole)
        siftDown(last.timerIndex)
    }

    /// Removes and returns the next item whose deadline has passed.
    mutating func popExpired(now: MonotonicTime) -> EngineItem? {
        guard let first = items.first, first.timerDeadline <= now else { return nil }
        cancel(first)
        return first
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard items[child].timerDeadline < items[parent].timerDeadline else { return }
            swap(child, parent)
            child = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var least = parent
            for child in (2 * parent + 1)...(2 * parent + 2) where child < items.count {
                if items[child].timerDeadline < items[least].timerDeadline { least = child }
            }
            guard least != parent else { return }
            swap(parent, least)
            parent = least
        }
    }

    private mutating func swap(_ left: Int, _ right: Int) {
        items.swapAt(left, right)
        items[left].timerIndex = left
        items[right].timerIndex = right
    }
}
