import HTTPValues
import Synchronization

/// A queue of orders to the engine from any thread. Adding never blocks; draining takes all orders.
///
/// A Treiber stack of the items themselves. Draining reverses it, so that items are handled in order of arrival.
struct SubmissionQueue: ~Copyable, Sendable {
    private let top = Atomic<UInt>(0)

    /// Whether no orders are waiting.
    var isEmpty: Bool { top.load(ordering: .sequentiallyConsistent) == 0 }

    /// Adds `orders` for `item`.
    func push(_ item: EngineItem, _ orders: EngineItem.Orders) {
        let (before, _) = item.pendingOrders.bitwiseOr(orders.rawValue, ordering: .sequentiallyConsistent)
        guard before == 0 else { return }  // already in a queue, where the new orders will be seen
        let node = Unmanaged.passRetained(item).toOpaque()
        var head = top.load(ordering: .relaxed)
        while true {
            item.nextSubmission = UnsafeMutableRawPointer(bitPattern: head)
            let (exchanged, original) = top.compareExchange(
                expected: head, desired: UInt(bitPattern: node), ordering: .sequentiallyConsistent)
            if exchanged { return }
            head = original
        }
    }

    /// Takes all items, oldest first, and lets each carry out its orders.
    func drain() {
        var node = UnsafeMutableRawPointer(bitPattern: top.exchange(0, ordering: .sequentiallyConsistent))
        var oldest: UnsafeMutableRawPointer?
        while let current = node {
            let item = Unmanaged<EngineItem>.fromOpaque(current).takeUnretainedValue()
            node = item.nextSubmission
            item.nextSubmission = oldest
            oldest = current
        }
        while let current = oldest {
            let item = Unmanaged<EngineItem>.fromOpaque(current).takeRetainedValue()
            oldest = item.nextSubmission
            item.nextSubmission = nil
            let orders = item.pendingOrders.exchange(0, ordering: .sequentiallyConsistent)
            item.carryOut(EngineItem.Orders(rawValue: orders))
        }
    }
}
