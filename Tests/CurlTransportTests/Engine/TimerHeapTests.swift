import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Timer heap")
struct TimerHeapTests {
    private final class Item: EngineItem, @unchecked Sendable {
        // Sendable: used by one test only.
        let name: Int
        init(_ name: Int) { self.name = name }
    }

    private func time(_ nanoseconds: UInt64) -> MonotonicTime { MonotonicTime(nanoseconds: nanoseconds) }

    @Test("Items come out in deadline order after any moves and cancellations")
    func order() {
        var heap = TimerHeap()
        var generator = SystemRandomNumberGenerator()
        let items = (0..<500).map(Item.init)
        var deadlines: [Int: UInt64] = [:]
        for item in items {
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                deadlines[item.name] = .random(in: 0...1000, using: &generator)
                heap.schedule(item, at: time(deadlines[item.name] ?? 0))
            }
            if item.name.isMultiple(of: 3) {
                heap.cancel(item)
                deadlines[item.name] = nil
            }
        }
        var last: UInt64 = 0
        while let item = heap.popExpired(now: time(2000)) as? Item {
            let deadline = deadlines.removeValue(forKey: item.name)
            #expect(deadline != nil && deadline ?? 0 >= last)
            last = deadline ?? last
        }
        #expect(deadlines.isEmpty)
        #expect(heap.nextDeadline == .never)
    }

    @Test("An item that is not due stays in the heap")
    func notDue() {
        var heap = TimerHeap()
        heap.schedule(Item(1), at: time(100))
        let early = heap.popExpired(now: time(99))
        let due = heap.popExpired(now: time(100))
        #expect(early == nil)
        #expect(due != nil)
    }
}
