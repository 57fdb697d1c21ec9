import Fetch
import Testing

/// Permit holders and waiters.
@Suite("Permits and their waiters")
struct PermitQueueTests {
    @Test("Permits go to waiters in order of arrival")
    func order() {
        var queue = PermitQueue<String>(permits: 1)
        #expect(queue.take() == true)
        #expect(queue.take() == false)
        queue.wait("a", id: 1)
        queue.wait("b", id: 2)
        #expect(queue.giveBack() == "a")
        #expect(queue.giveBack() == "b")
        #expect(queue.giveBack() == nil)
        #expect(queue.take() == true)
    }

    @Test("A waiter that gives up is skipped")
    func withdrawal() {
        var queue = PermitQueue<String>(permits: 1)
        #expect(queue.take() == true)
        for (id, name) in [(1, "a"), (2, "b"), (3, "c")] { queue.wait(name, id: id) }
        #expect(queue.withdraw(2) == "b")
        #expect(queue.withdraw(2) == nil)
        #expect(queue.giveBack() == "a")
        #expect(queue.giveBack() == "c")
        #expect(queue.giveBack() == nil)
    }

    @Test("A waiter that gives up after getting its permit leaves no trace")
    func withdrawalAfterTheGrant() {
        var queue = PermitQueue<String>(permits: 1)
        #expect(queue.take() == true)
        queue.wait("a", id: 1)
        #expect(queue.giveBack() == "a")
        #expect(queue.withdraw(1) == nil)
        #expect(queue.waiting == 0)
        #expect(queue.giveBack() == nil)
        #expect(queue.take() == true)
    }

    @Test("There is always at least one permit", arguments: [-1, 0, 1])
    func least(_ permits: Int) {
        var queue = PermitQueue<String>(permits: permits)
        #expect(queue.take() == true)
        #expect(queue.take() == false)
    }
}
