import Fetch
import Glibc
import HTTPValues

/// Threads of the system, for whatever blocks: the threads that tasks run on are few, and must not.
public enum RealThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Runs `body` on a new thread, which nobody waits for.
    public static func start(_ body: @escaping @Sendable () -> Void) {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(Body(body))
        let result = pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            }, context.toOpaque())
        if result == 0 { pthread_detach(thread) }
        precondition(result == 0, "the system gives no thread: error \(result)")
    }

    /// Runs `body` on a new thread and waits for its result as a task.
    public static func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        let delivery = Delivery<Result>()
        start { delivery.put(body()) }
        return await delivery.take()
    }
}

/// Hands one value from a thread to the task that waits for it. The value goes through a lock: the Thread Sanitizer
/// does not see that a continuation hands over what it is resumed with.
final class Delivery<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var waiter: CheckedContinuation<Void, Never>?
    }

    private let state = Locked(State())

    /// Gives the value.
    func put(_ value: Value) {
        let waiter = state.withLock { state in
            state.value = value
            return state.waiter.take()
        }
        waiter?.resume()
    }

    /// Waits for the value.
    func take() async -> Value {
        while true {
            if let value = state.withLock({ $0.value }) { return value }
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    if state.value != nil { return true }
                    state.waiter = continuation
                    return false
                }
                if isThere { continuation.resume() }
            }
        }
    }
}

/// Hands values from tasks to a thread, which sleeps while there are none.
final class Mailbox<Message: Sendable>: Sendable {
    private let messages = Locked<[Message]>([])
    private let arrivals = Arrivals()

    /// Leaves a message.
    func put(_ message: Message) {
        messages.withLock { $0.append(message) }
        arrivals.post()
    }

    /// The next message; sleeps until there is one.
    func take() -> Message {
        arrivals.wait()
        return messages.withLock { $0.removeFirst() }
    }
}

private final class Arrivals: @unchecked Sendable {
    // Sendable: a semaphore is made for use from several threads; the pointer never changes.
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() { sem_init(semaphore, 0, 0) }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func post() { sem_post(semaphore) }

    func wait() {
        while sem_wait(semaphore) != 0 {}
    }
}
