package import HTTPValues

/// The tasks, and at most one thread, that wait for a value guarded by a lock to change.
package struct Waiters: Sendable {
    private var tasks = ShortList<UnsafeContinuation<Void, Never>>()
    /// The waiting thread. It stays registered until another one replaces it.
    private var thread: ThreadParker?

    package init() {}

    fileprivate mutating func append(_ task: UnsafeContinuation<Void, Never>) {
        tasks.append(task)
    }

    /// Registers the calling thread, replacing any other, and returns its parker.
    package mutating func listThisThread() -> ThreadParker {
        let parker = ThreadParker.current
        thread = parker
        return parker
    }

    /// Returns all waiters, to be woken once the lock is released.
    package mutating func takeWakeUp() -> WakeUp {
        WakeUp(tasks: tasks.takeAll(), thread: thread)
    }
}

/// The tasks and the thread to wake once the lock is released.
package struct WakeUp: Sendable {
    fileprivate var tasks = ShortList<UnsafeContinuation<Void, Never>>()
    fileprivate var thread: ThreadParker?

    /// A wake-up for no waiters.
    package static var none: WakeUp { WakeUp() }

    /// Wakes the waiters. Must be called without the lock.
    package func run() {
        thread?.unpark()
        tasks.forEach { $0.resume() }
    }
}

/// A lock-guarded value whose changes can be awaited.
package protocol Awaitable: ~Copyable {
    /// The waiters.
    var waiters: Waiters { get set }
}

extension Locked where Value: Awaitable & ~Copyable {
    /// Suspends the task until the value changes, unless `isReady` already returns true. May return early.
    package borrowing func changed(unless isReady: (borrowing Value) -> Bool) async {
        await withUnsafeContinuation { (continuation: UnsafeContinuation<Void, Never>) in
            let isReady = withLock { value in
                if isReady(value) { return true }
                value.waiters.append(continuation)
                return false
            }
            if isReady { continuation.resume() }
        }
    }
}
