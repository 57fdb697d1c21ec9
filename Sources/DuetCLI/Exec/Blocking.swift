import Fetch
import HTTPValues

/// Blocks a thread until a task finishes. The thread must not belong to the cooperative pool.
enum Blocking {
    /// Runs `body` as a task and waits for it.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
        let outcome = Outcome<Value>()
        Task {
            let result: Result<Value, any Error>
            do { result = .success(try await body()) } catch { result = .failure(error) }
            outcome.value.withLock { $0 = result }
            outcome.parker.unpark()
        }
        while true {
            if let result = outcome.value.withLock({ $0 }) { return try result.get() }
            outcome.parker.park()
        }
    }

    private final class Outcome<Value: Sendable>: Sendable {
        let value = Locked<Result<Value, any Error>?>(nil)
        let parker = ThreadParker()
    }
}
