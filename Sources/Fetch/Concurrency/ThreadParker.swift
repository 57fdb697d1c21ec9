import Glibc
import HTTPValues

/// Puts one thread to sleep until another wakes it. A wake-up before the sleep is not lost.
package final class ThreadParker: @unchecked Sendable {
    // Sendable: a semaphore is made for use from several threads; the pointer never changes.
    private let semaphore: UnsafeMutablePointer<sem_t>

    package init() {
        semaphore = .allocate(capacity: 1)
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    /// Sleeps until woken.
    package func park() {
        while sem_wait(semaphore) != 0 && errno == EINTR {}
    }

    /// Sleeps until woken or until `seconds` have passed; may return earlier.
    package func park(seconds: Double) {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        let whole = seconds.rounded(.down)
        time.tv_sec += Int(whole)
        time.tv_nsec += Int((seconds - whole) * 1_000_000_000)
        if time.tv_nsec >= 1_000_000_000 {
            time.tv_sec += 1
            time.tv_nsec -= 1_000_000_000
        }
        sem_timedwait(semaphore, &time)
    }

    /// Wakes the thread, now or when it next parks.
    package func unpark() {
        sem_post(semaphore)
    }
}
