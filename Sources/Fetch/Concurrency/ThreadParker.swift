import Glibc
import HTTPValues

/// Puts a thread to sleep until another thread wakes it. A wake-up that arrives before the sleep is not lost.
public final class ThreadParker: @unchecked Sendable {
    // Sendable: the state is only accessed with its lock held.
    private let state: UnsafeMutablePointer<State>

    private struct State {
        var lock = pthread_mutex_t()
        var change = pthread_cond_t()
        var isWoken = false
    }

    /// The parker of the calling thread, shared by all of its waits. A wake-up left over from an earlier wait ends the
    /// next one early, so callers must check their condition and park in a loop.
    package static var current: ThreadParker {
        if let known = pthread_getspecific(slot) {
            return Unmanaged<ThreadParker>.fromOpaque(known).takeUnretainedValue()
        }
        let parker = ThreadParker()
        let kept = Unmanaged.passRetained(parker)
        if pthread_setspecific(slot, kept.toOpaque()) != 0 { kept.release() }
        return parker
    }

    /// The thread-specific data key for parkers. If no key is available, each wait creates its own parker.
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
        // The default is the wall clock, which may be set back.
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

    /// Wakes the thread. If it is not parked, its next park returns immediately.
    public func unpark() {
        pthread_mutex_lock(&state.pointee.lock)
        state.pointee.isWoken = true
        pthread_mutex_unlock(&state.pointee.lock)
        pthread_cond_signal(&state.pointee.change)
    }
}
