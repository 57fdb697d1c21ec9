import Fetch
import Glibc
import HTTPValues
import Synchronization

/// Pieces of a body, each made by a thread that does something before.
struct PacedSequence: Sequence, Sendable {
    let count: Int
    let before: @Sendable () -> Void

    func makeIterator() -> AnyIterator<Bytes> {
        var left = count
        return AnyIterator {
            guard left > 0 else { return nil }
            left -= 1
            before()
            return "piece"
        }
    }
}

/// Holds a thread up until a task lets it pass, or a time has passed.
final class Gate: @unchecked Sendable {
    // Sendable: a semaphore is made for use from several threads; the pointer never changes.
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
    private let wasLate = Atomic(false)

    init() { sem_init(semaphore, 0, 0) }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    /// Whether nobody had to give up waiting.
    var wasOpenInTime: Bool { !wasLate.load(ordering: .relaxed) }

    func open() { sem_post(semaphore) }

    func pass(within seconds: Int) {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        time.tv_sec += seconds
        if sem_timedwait(semaphore, &time) != 0 { wasLate.store(true, ordering: .relaxed) }
        sem_post(semaphore)
    }
}

/// Counts from several threads.
final class Counter: Sendable {
    private let count = Atomic(0)

    var value: Int { count.load(ordering: .relaxed) }

    /// Counts one more; returns how many there were before.
    @discardableResult
    func increment() -> Int { count.add(1, ordering: .relaxed).oldValue }
}
