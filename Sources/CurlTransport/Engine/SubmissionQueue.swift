import HTTPValues
import Synchronization

/// Orders to the engine from any thread: giving one never waits, taking takes all.
///
/// A Treiber stack of the items themselves; the taker turns it round, so that first come is first served.
struct SubmissionQueue: ~Copyable, Sendable {
    private let top = Atomic<UInt>(0)

    /// Whether nothing waits.
    var isEmpty: Bool { top.load(ordering: .sequentiallyConsistent) == 0 }

    /// Adds `orders` for `item`.
    func push(_ item: EngineItem, _ orders: EngineItem.Orders) {
        let (before, _) = item.pendingOrders.bitwiseOr(orders.rawValue, ordering: .sequentiallyConsistent)
        guard before == 0 else { return }  // it stands in a queue and will be seen with the new orders
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

    /// Takes all there is, oldest first, and lets each item carry out its orders.
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
