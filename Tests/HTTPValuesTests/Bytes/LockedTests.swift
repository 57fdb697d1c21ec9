import HTTPValues
import Testing

@Suite("Locks")
struct LockedTests {
    private final class Counter: Sendable {
        let value = Locked(0)
    }

    @Test("Only one task at a time changes the value")
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

    @Test("withLockIfAvailable does not wait for a held lock")
    func trying() {
        let value = Locked(1)
        #expect(value.withLockIfAvailable { $0 } == 1)
        value.withLock { _ in
            #expect(value.withLockIfAvailable { $0 } == nil)
        }
    }
}
