import HTTPValues

/// A semaphore that limits the number of concurrent tasks, in order of arrival, like `asyncio.Semaphore`.
///
/// ```swift
/// let semaphore = AsyncSemaphore(20)
/// let body = try await semaphore.withPermit { try await client.get(url).content }
/// ```
public final class AsyncSemaphore: Sendable {
    private typealias Waiter = CheckedContinuation<Bool, Never>

    private let queue: Locked<PermitQueue<Waiter>>

    /// Creates a semaphore with this many permits, at least one.
    public init(_ permits: Int) {
        queue = Locked(PermitQueue(permits: permits))
    }

    /// Waits for a permit, runs `body` and releases the permit.
    ///
    /// - Throws: `CancellationError` if the task is cancelled while it waits, or any error that `body` throws.
    public func withPermit<Result>(_ body: () async throws -> Result) async throws -> Result {
        guard await acquire() else { throw CancellationError() }
        defer { release() }
        return try await body()
    }

    private func acquire() async -> Bool {
        let id = queue.withLock { $0.take() ? nil : $0.makeID() }
        guard let id else { return true }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isGranted = queue.withLock { queue -> Bool? in
                    // If the task was cancelled before it was queued, nothing would wake it.
                    if Task.isCancelled { return false }
                    if queue.take() { return true }
                    queue.wait(continuation, id: id)
                    return nil
                }
                if let isGranted { continuation.resume(returning: isGranted) }
            }
        } onCancel: {
            queue.withLock { $0.withdraw(id) }?.resume(returning: false)
        }
    }

    private func release() {
        queue.withLock { $0.giveBack() }?.resume(returning: true)
    }
}
