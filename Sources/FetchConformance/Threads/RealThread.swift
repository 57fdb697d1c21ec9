import Fetch
import Glibc
import HTTPValues

/// Threads for blocking code, which must not run on the few threads that tasks share.
public enum RealThread {
    private final class Body: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Runs `body` on a new thread without waiting for it.
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
        precondition(result == 0, "cannot create a thread: error \(result)")
    }

    /// Runs `body` on a new thread and suspends the calling task until it returns.
    public static func run<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result {
        let delivery = Delivery<Result>()
        start { delivery.put(body()) }
        return await delivery.take()
    }
}
