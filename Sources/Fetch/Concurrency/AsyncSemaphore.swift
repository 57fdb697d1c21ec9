import HTTPValues

/// Lets only so many tasks through at once, in the order they came: `asyncio.Semaphore`.
///
/// ```swift
/// let semaphore = AsyncSemaphore(20)
/// let body = try await semaphore.withPermit { try await client.get(url).content }
/// ```
public final class AsyncSemaphore: Sendable {
    private typealias Waiter = CheckedContinuation<Bool, Never>

    private let queue: Locked<PermitQueue<Waiter>>

    /// A semaphore with this many permits; at least one.
    public init(_ permits: Int) {
        queue = Locked(PermitQueue(permits: permits))
    }

    /// Waits for a permit, runs `body`, and gives the permit back.
    ///
    /// - Throws: `CancellationError` when the task is cancelled while it waits, or what `body` throws.
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
                    // A task that was cancelled before it is in the queue finds out here: nobody will wake it.
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
