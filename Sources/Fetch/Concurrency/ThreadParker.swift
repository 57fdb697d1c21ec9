import Glibc
import HTTPValues

/// Puts one thread to sleep until another wakes it. A wake-up before the sleep is not lost.
public final class ThreadParker: @unchecked Sendable {
    // Sendable: what the pointer leads to is used with its lock held.
    private let state: UnsafeMutablePointer<State>

    private struct State {
        var lock = pthread_mutex_t()
        var change = pthread_cond_t()
        var isWoken = false
    }

    /// The parker of the calling thread, for all that it waits for: one after the other. A wake-up that an earlier wait
    /// had no use for ends the next one early, so whoever parks looks whether there is reason to, and parks again.
    package static var current: ThreadParker {
        if let known = pthread_getspecific(slot) {
            return Unmanaged<ThreadParker>.fromOpaque(known).takeUnretainedValue()
        }
        let parker = ThreadParker()
        let kept = Unmanaged.passRetained(parker)
        if pthread_setspecific(slot, kept.toOpaque()) != 0 { kept.release() }
        return parker
    }

    /// Where threads keep their parkers. When there is no slot left, nothing is found in it, and each wait makes its own.
    private static let slot: pthread_key_t = {
        var slot = pthread_key_t.max
        pthread_key_create(&slot) { parker in
            if let parker { Unmanaged<ThreadParker>.fromOpaque(parker).release() }
        }
        return slot
    }()

    package init() {
        state = .allocate(capacity: 1)
        state.initialize(to: State())
        pthread_mutex_init(&state.pointee.lock, nil)
        // By default it sleeps until a date, which somebody may set back.
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(&state.pointee.change, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(&state.pointee.change)
        pthread_mutex_destroy(&state.pointee.lock)
        state.deallocate()
    }

    /// Sleeps until woken.
    public func park() {
        park(until: .never)
    }

    /// Sleeps until woken or until `deadline`.
    public func park(until deadline: MonotonicTime) {
        var time = timespec(
            tv_sec: Int(deadline.nanoseconds / 1_000_000_000), tv_nsec: Int(deadline.nanoseconds % 1_000_000_000))
        pthread_mutex_lock(&state.pointee.lock)
        defer { pthread_mutex_unlock(&state.pointee.lock) }
        while !state.pointee.isWoken {
            if deadline == .never {
                pthread_cond_wait(&state.pointee.change, &state.pointee.lock)
            } else if pthread_cond_timedwait(&state.pointee.change, &state.pointee.lock, &time) != 0 {
                return
            }
        }
        state.pointee.isWoken = false
    }

    /// Wakes the thread, now or when it next parks.
    public func unpark() {
        pthread_mutex_lock(&state.pointee.lock)
        state.pointee.isWoken = true
        pthread_mutex_unlock(&state.pointee.lock)
        pthread_cond_signal(&state.pointee.change)
    }
}
