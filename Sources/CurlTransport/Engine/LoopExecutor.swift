import Fetch
import Glibc
import HTTPValues
import Synchronization

/// Runs tasks on the engine's loop thread, where their responses arrive.
///
/// Usually, a response wakes a thread of the cooperative pool for the task that awaits it. On this executor the task
/// continues on the thread that read the response, which saves the wake-up. Blocking that thread blocks every client of
/// the process, so use it for tasks that mostly wait for the network.
///
/// ```swift
/// try await withTaskExecutorPreference(client.executor) {
///     try await gather(urls, limit: 200) { try await client.get($0).statusCode }
/// }
/// ```
public final class LoopExecutor: TaskExecutor {
    private let jobs = Locked<[UnownedJob]>([])
    private let count = Atomic<Int>(0)

    /// Adds a job and tells the engine that its loop thread has work.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        count.add(1, ordering: .sequentiallyConsistent)
        Engine.shared.jobsWereAdded()
    }

    /// Whether no jobs are waiting.
    var isEmpty: Bool { count.load(ordering: .sequentiallyConsistent) == 0 }

    /// Runs the waiting jobs on the calling thread. Jobs added by them wait for the next call.
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
