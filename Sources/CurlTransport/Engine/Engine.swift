import CCurl
import Fetch
import Glibc
import HTTPValues
import Synchronization

/// The event loop shared by all clients of a process.
///
/// Clients bring their own connection pools and sockets. The engine provides `epoll`, timers and threads. There is one
/// loop thread, regardless of the number of clients, but other threads do its work as well:
///
/// - The thread that waits in `epoll_wait` is the *leader*, usually the loop thread. A thread that blocks for its own
///   response leads in its place, so that a blocking request never switches threads.
/// - A thread that starts a request while the engine is nearly idle tries to take the lock and sends it right away
///   (*caller-kick*). If the lock is taken, or many requests are in flight, it leaves the request in a queue.
///
/// No user code ever runs with the lock held.
package final class Engine: @unchecked Sendable {
    // Sendable: `core` is accessed only inside `lock`, `reports` only by the leader. Everything else is atomic or
    // immutable.
    package static let shared = Engine()

    let core = EngineCore()
    private let lock = Locked(())
    private let starts = SubmissionQueue()
    private let orders = SubmissionQueue()
    private let leadership = Leadership()
    /// Runs tasks on the loop thread.
    let executor = LoopExecutor()
    private let loopThread = Atomic<UInt>(0)
    private let wakeUp: Int32
    /// The events that `epoll` last reported to the leader. Sockets are level-triggered, so an unhandled event is
    /// reported again.
    private let reports = UnsafeMutablePointer<epoll_event>.allocate(capacity: Int(reportCapacity))
    private static let reportCapacity: Int32 = 128

    /// The number of items that have started and not ended.
    private let inFlight = Atomic<Int>(0)
    /// The number of those for which no thread is blocked.
    private let inFlightOfTasks = Atomic<Int>(0)
    /// The number of ended items of blocked threads. Accessed only with the lock held.
    private var endedOfThreads = 0
    /// Whether the leader is asleep, or about to be.
    private let isAsleep = Atomic<Bool>(false)
    /// The end of the leader's sleep, in nanoseconds of the monotonic clock.
    private let sleepsUntil = Atomic<UInt64>(0)
    /// The next deadline on the same clock, as of the last time the lock was held.
    private let isDueAt = Atomic<UInt64>(.max)

    /// Marks events of ``wakeUp``, which is no socket.
    private static let wakeUpMark = Int32.max

    /// With more requests than this in flight, a kick costs more than it gains.
    private static let kickLimit = 2
    /// The longest sleep of the leader after it had work. A new request with an ordinary timeout then need not wake it
    /// for that timeout.
    private static let restlessness: UInt64 = 1_000_000_000

    private init() {
        wakeUp = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        var event = epoll_event()
        duet_epoll_event_set(&event, EPOLLIN.rawValue, UInt64(Self.wakeUpMark))
        epoll_ctl(core.epoll, EPOLL_CTL_ADD, wakeUp, &event)
        LoopThread.start { Engine.shared.runLoopThread() }
    }

    // MARK: Orders

    /// Starts `item`, which ends with ``ended(byThread:)``.
    ///
    /// - Parameter byThread: Whether a blocked thread works for the item while waiting for it.
    func start(_ item: EngineItem, byThread: Bool) {
        let before = inFlight.add(1, ordering: .sequentiallyConsistent).oldValue
        if !byThread {
            inFlightOfTasks.add(1, ordering: .sequentiallyConsistent)
            leadership.leaveToLoopThread()
        }
        starts.push(item, .start)
        if byThread, leadership.isVacant { return }  // its thread is about to lead
        if before < Self.kickLimit { kick() }
        rouse()
    }

    /// Gives an order to an item. Only the leader carries it out: resuming a transfer on the thread that reads its body
    /// would run the download on that thread.
    func order(_ item: EngineItem, _ order: EngineItem.Orders) {
        orders.push(item, order)
        rouse()
    }

    /// Makes sure that the loop thread runs its jobs.
    func jobsWereAdded() {
        guard UInt(pthread_self()) != loopThread.load(ordering: .relaxed) else { return }
        if leadership.isHeldByLoopThread { wakeLeader() }
        if !leadership.isHeldByLoopThread { leadership.callLoopThread() }
    }

    /// Notes that a started item has ended.
    func ended(byThread: Bool) {
        inFlight.subtract(1, ordering: .sequentiallyConsistent)
        if byThread {
            endedOfThreads &+= 1
        } else {
            inFlightOfTasks.subtract(1, ordering: .sequentiallyConsistent)
        }
    }

    /// Adds queued items and runs them until they are sent, unless another thread holds the lock.
    private func kick() {
        while !starts.isEmpty {
            let result = lock.withLockIfAvailable { _ -> (mustWakeLeader: Bool, news: ShortList<any News>) in
                let ended = endedOfThreads
                core.updateTime()
                core.kicked {
                    starts.drain()
                    core.reap()
                }
                core.runTimers()
                isDueAt.store(core.nextDeadline.nanoseconds, ordering: .sequentiallyConsistent)
                // The leader may sleep past a timeout of this request, or its own response may have just arrived.
                return (leaderWouldOversleep || ended != endedOfThreads, core.takeNews())
            }
            guard let result else { return }
            result.news.tellAll()
            // A thread just notified may be the leader in `epoll_wait`, where only this wakes it.
            if result.mustWakeLeader || !result.news.isEmpty { wakeLeader() }
        }
    }

    /// Makes sure that a thread handles what was queued.
    private func rouse() {
        if !starts.isEmpty || !orders.isEmpty { wakeLeader() }
        if leadership.isVacant { leadership.callLoopThread() }
    }

    private func wakeLeader() {
        guard isAsleep.exchange(false, ordering: .sequentiallyConsistent) else { return }
        var one: UInt64 = 1
        _ = write(wakeUp, &one, 8)
    }

    /// Whether the next deadline is earlier than the leader knows.
    private var leaderWouldOversleep: Bool {
        isDueAt.load(ordering: .sequentiallyConsistent) < sleepsUntil.load(ordering: .sequentiallyConsistent)
    }

    // MARK: Turns

    /// Handles that many events, then orders and timers. Returns how many milliseconds the leader may sleep.
    private func work(_ reportCount: Int) -> Int32 {
        let (milliseconds, news) = lock.withLock { _ -> (Int32, ShortList<any News>) in
            core.updateTime()
            core.continueUnfinished()
            for index in 0..<reportCount { act(on: &reports[index]) }
            core.reap()
            let wasBusy = reportCount > 0 || !starts.isEmpty
            orders.drain()
            starts.drain()
            core.reap()
            core.runTimers()
            let now = core.now
            let until = wasBusy ? min(core.nextDeadline, now.advanced(by: Self.restlessness)) : core.nextDeadline
            isDueAt.store(core.nextDeadline.nanoseconds, ordering: .sequentiallyConsistent)
            sleepsUntil.store(until.nanoseconds, ordering: .sequentiallyConsistent)
            return (now.milliseconds(to: until), core.takeNews())
        }
        news.tellAll()
        return milliseconds
    }

    private func act(on report: inout epoll_event) {
        let socket = Int32(truncatingIfNeeded: duet_epoll_event_data(&report))
        guard socket == Self.wakeUpMark else {
            core.socketReported(socket, report.events)
            core.reap()  // one by one: the number of idle connections to keep changes with each that ends
            return
        }
        var count: UInt64 = 0
        _ = read(wakeUp, &count, 8)
    }

    /// Sleeps until an event is reported, unless work was queued in the meantime. Returns the number of events.
    private func sleep(_ milliseconds: Int32, unless isDone: () -> Bool) -> Int {
        isAsleep.store(true, ordering: .sequentiallyConsistent)
        // A thread that queued work before this store saw the leader awake, so check again before sleeping.
        let mustStay = !starts.isEmpty || !orders.isEmpty || leaderWouldOversleep || isDone()
        let count = epoll_wait(core.epoll, reports, Self.reportCapacity, mustStay ? 0 : milliseconds)
        isAsleep.store(false, ordering: .sequentiallyConsistent)
        return max(0, Int(count))
    }

    // MARK: Leading

    /// Runs the loop thread. It leads while tasks wait for the network, and handles orders and timers otherwise.
    private func runLoopThread() {
        loopThread.store(UInt(pthread_self()), ordering: .relaxed)
        while true {
            executor.runJobs()
            if leadership.take(asLoopThread: true) {
                leadAsLoopThread()
                leadership.release()
                if leadership.isVacant, !hasWorkForLoopThread { _ = leadership.callEnlistedThread() }
            }
            guard executor.isEmpty else { continue }
            let deadline = lock.withLock { _ in core.nextDeadline }
            leadership.parkLoopThread(until: deadline, unless: hasWorkForLoopThread)
        }
    }

    private func leadAsLoopThread() {
        var reportCount = 0
        while true {
            let milliseconds = work(reportCount)
            executor.runJobs()
            if leadership.isWantedByThread || (leadership.isLeftToThreads && !hasWorkForLoopThread) { return }
            reportCount = sleep(milliseconds, unless: { leadership.isWantedByThread || !executor.isEmpty })
        }
    }

    private var hasWorkForLoopThread: Bool {
        inFlightOfTasks.load(ordering: .sequentiallyConsistent) > 0 || !starts.isEmpty || !orders.isEmpty
            || !executor.isEmpty
    }

    /// Lets the calling thread work for its own response. It leads if nobody else does, and sleeps otherwise.
    func wait(with parker: ThreadParker, until isDone: () -> Bool) {
        guard !isDone() else { return }
        repeat {
            if leadership.take(asLoopThread: false) {
                lead(until: isDone)
                leadership.release()
            } else {
                park(parker)
            }
        } while !isDone()
        handOver()
    }

    private func lead(until isDone: () -> Bool) {
        var reportCount = 0
        while true {
            let milliseconds = work(reportCount)
            if isDone() { return }
            reportCount = sleep(milliseconds, unless: isDone)
        }
    }

    /// Sleeps until this thread is woken or may lead.
    private func park(_ parker: ThreadParker) {
        leadership.enlist(parker)
        defer { leadership.withdraw(parker) }
        if leadership.isVacant { return }
        if inFlightOfTasks.load(ordering: .sequentiallyConsistent) == 0, leadership.isHeldByLoopThread {
            // Only threads wait for the network, so let them lead themselves.
            leadership.askLoopThread()
            wakeLeader()
        }
        parker.park()
    }

    /// Finds a new leader for the remaining work after the last one has left.
    private func handOver() {
        guard leadership.isVacant else { return }
        if hasWorkForLoopThread {
            leadership.callLoopThread()
        } else if !leadership.callEnlistedThread() {
            leadership.callLoopThread(ifParkedPast: lock.withLock { _ in core.nextDeadline })
        }
    }

    /// Runs `body` with the engine's lock held, to read statistics.
    func withLock<Result>(_ body: (EngineCore) -> Result) -> Result {
        lock.withLock { _ in body(core) }
    }
}
