import HTTPValues
import Testing

@Suite("Locks")
struct LockedTests {
    private final class Counter: Sendable {
        let value = Locked(0)
    }

    @Test("Tasks change the value one after another")
    func exclusion() async {
        let counter = Counter()
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<1000 { counter.value.withLock { $0 += 1 } }
                }
            }
        }
        #expect(counter.value.withLock { $0 } == 8000)
    }

    @Test("A lock that is taken is not waited for")
    func trying() {
        let value = Locked(1)
        #expect(value.withLockIfAvailable { $0 } == 1)
        value.withLock { _ in
            #expect(value.withLockIfAvailable { $0 } == nil)
        }
    }
}
