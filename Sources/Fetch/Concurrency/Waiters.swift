package import HTTPValues

/// Who waits for a change of what a lock guards: tasks, and at most one thread.
package struct Waiters: Sendable {
    private var tasks = ShortList<UnsafeContinuation<Void, Never>>()
    /// The thread; it stays listed until another takes its place.
    package var thread: ThreadParker?

    package init() {}

    fileprivate mutating func append(_ task: UnsafeContinuation<Void, Never>) {
        tasks.append(task)
    }

    /// Lists the calling thread, in the place of any other; gives its parker.
    package mutating func listThisThread() -> ThreadParker {
        let parker = ThreadParker.current
        thread = parker
        return parker
    }

    /// All that wait, to be woken once the lock is free.
    package mutating func takeWakeUp() -> WakeUp {
        WakeUp(tasks: tasks.takeAll(), thread: thread)
    }
}

/// Tasks and a thread to wake once the lock is free.
package struct WakeUp: Sendable {
    fileprivate var tasks = ShortList<UnsafeContinuation<Void, Never>>()
    fileprivate var thread: ThreadParker?

    /// Nobody.
    package static var none: WakeUp { WakeUp() }

    /// Wakes them. Called without the lock.
    package func run() {
        thread?.unpark()
        tasks.forEach { $0.resume() }
    }
}

/// What a lock guards, when somebody waits for it to change.
package protocol Awaitable: ~Copyable {
    /// Who waits.
    var waiters: Waiters { get set }
}

extension Locked where Value: Awaitable & ~Copyable {
    /// Suspends the task until the value has changed, unless it `isReady` already. May return early.
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
