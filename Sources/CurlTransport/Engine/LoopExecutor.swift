import Fetch
import Glibc
import HTTPValues
import Synchronization

/// Runs tasks on the engine's loop thread, where their responses arrive.
///
/// A task that awaits a response normally wakes a thread of the cooperative pool when it comes. On this executor it
/// goes on where the response was read, which saves that wake-up. What blocks there blocks every client of the
/// process: it is for tasks that mostly wait for the network.
///
/// ```swift
/// try await withTaskExecutorPreference(client.executor) {
///     try await gather(urls, limit: 200) { try await client.get($0).statusCode }
/// }
/// ```
public final class LoopExecutor: TaskExecutor {
    private let jobs = Locked<[UnownedJob]>([])
    private let count = Atomic<Int>(0)

    /// Adds a job; the engine is told that its loop thread is wanted.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        count.add(1, ordering: .sequentiallyConsistent)
        Engine.shared.jobsWereAdded()
    }

    /// Whether no job waits.
    var isEmpty: Bool { count.load(ordering: .sequentiallyConsistent) == 0 }

    /// Runs the jobs that wait now, on the calling thread; those that they add wait for the next time.
    func runJobs() {
        guard !isEmpty else { return }
        let batch = jobs.withLock { jobs in
            let batch = jobs
            jobs.removeAll(keepingCapacity: true)
            return batch
        }
        count.subtract(batch.count, ordering: .sequentiallyConsistent)
        for job in batch { job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
