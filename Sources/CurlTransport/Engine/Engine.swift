import CCurl
import Fetch
import Glibc
import HTTPValues
import Synchronization

/// The one event loop under all clients of a process.
///
/// Clients bring their own connection pools and sockets; the engine brings `epoll`, time and threads. There is one loop thread, however many clients exist, and it is not the only one that works:
///
/// - Whoever waits in `epoll_wait` is the *leader*. Mostly that is the loop thread. A thread that blocks for its own
///   response leads instead of it, so that a blocking request never changes threads.
/// - Whoever starts a request while the engine is nearly idle tries to take the lock and sends it there and then
///   (*caller-kick*). Whoever finds the lock taken, or many requests on their way, leaves the request in a queue.
///
/// No code of a user ever runs with the lock held.
package final class Engine: @unchecked Sendable {
    // Sendable: `core` is touched only inside `lock`, `reports` only by the leader; everything else is atomic or
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
    /// What `epoll` reported to the leader last. Sockets are watched level-triggered, so a report that nobody acts on
    /// comes again.
    private let reports = UnsafeMutablePointer<epoll_event>.allocate(capacity: Int(reportCapacity))
    private static let reportCapacity: Int32 = 128

    /// Items that were started and have not ended.
    private let inFlight = Atomic<Int>(0)
    /// Those of them that no thread is blocked for.
    private let inFlightOfTasks = Atomic<Int>(0)
    /// Counts the ended items of blocked threads; touched only with the lock held.
    private var endedOfThreads = 0
    /// Whether the leader sleeps, or is about to.
    private let isAsleep = Atomic<Bool>(false)
    /// Until when it sleeps, in nanoseconds of the monotonic clock.
    private let sleepsUntil = Atomic<UInt64>(0)
    /// When something is due next, in the same; what whoever held the lock last has left.
    private let isDueAt = Atomic<UInt64>(.max)

    /// With more requests than this on their way, a kick costs more than it gains.
    private static let kickLimit = 2
    /// How long the leader sleeps at most after there was work, so that a new request with an ordinary time limit
    /// need not wake it for the sake of that limit.
    private static let restlessness: UInt64 = 1_000_000_000

    private init() {
        wakeUp = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
        var event = epoll_event()
        duet_epoll_event_set(&event, EPOLLIN.rawValue, UInt64(wakeUp))
        epoll_ctl(core.epoll, EPOLL_CTL_ADD, wakeUp, &event)
        LoopThread.start { Engine.shared.runLoopThread() }
    }

    // MARK: Orders

    /// Starts `item`, which ends with ``ended(byThread:)``.
    ///
    /// - Parameter byThread: Whether a thread works for it while it waits for it.
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

    /// Gives an order about an item. It is carried out by the leader only: resuming a transfer on the thread that
    /// reads its body would run the download on that thread.
    func order(_ item: EngineItem, _ order: EngineItem.Orders) {
        orders.push(item, order)
        rouse()
    }

    /// Sees to it that the loop thread looks at its jobs.
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

    /// Adds what was queued and runs it up to the sending, unless another thread holds the lock.
    private func kick() {
        while !starts.isEmpty {
            let result = lock.withLockIfAvailable { _ -> (mustWakeLeader: Bool, news: ShortList<any News>) in
                let ended = endedOfThreads
                core.updateTime()
                starts.drain()
                core.reap()
                core.runTimers()
                isDueAt.store(core.nextDeadline.nanoseconds, ordering: .sequentiallyConsistent)
                // The leader may sleep past a time limit that this request brought, or be a thread whose own
                // response has just come.
                return (leaderWouldOversleep || ended != endedOfThreads, core.takeNews())
            }
            guard let result else { return }
            result.news.forEach { $0.tell() }
            // Who was told may be the thread that leads, in `epoll_wait`, where only this wakes it.
            if result.mustWakeLeader || !result.news.isEmpty { wakeLeader() }
        }
    }

    /// Makes sure that somebody sees what was queued.
    private func rouse() {
        if !starts.isEmpty || !orders.isEmpty { wakeLeader() }
        if leadership.isVacant { leadership.callLoopThread() }
    }

    private func wakeLeader() {
        guard isAsleep.exchange(false, ordering: .sequentiallyConsistent) else { return }
        var one: UInt64 = 1
        _ = write(wakeUp, &one, 8)
    }

    /// Whether something has become due earlier than the leader knows.
    private var leaderWouldOversleep: Bool {
        isDueAt.load(ordering: .sequentiallyConsistent) < sleepsUntil.load(ordering: .sequentiallyConsistent)
    }

    // MARK: Turns

    /// Acts on so many reports, on orders and time. Returns how many milliseconds may be slept then.
    private func work(_ reportCount: Int) -> Int32 {
        let (milliseconds, news) = lock.withLock { _ -> (Int32, ShortList<any News>) in
            core.updateTime()
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
        news.forEach { $0.tell() }
        return milliseconds
    }

    private func act(on report: inout epoll_event) {
        let socket = Int32(truncatingIfNeeded: duet_epoll_event_data(&report))
        guard socket == wakeUp else {
            core.socketReported(socket, report.events)
            core.reap()  // one by one: the number of idle connections to keep moves with each that ends
            return
        }
        var count: UInt64 = 0
        _ = read(wakeUp, &count, 8)
    }

    /// Sleeps until something is reported, but not past what was queued meanwhile. Returns the number of reports.
    private func sleep(_ milliseconds: Int32, unless isDone: () -> Bool) -> Int {
        isAsleep.store(true, ordering: .sequentiallyConsistent)
        // Whoever had news before that store saw the leader awake: look again before sleeping.
        let mustStay = !starts.isEmpty || !orders.isEmpty || leaderWouldOversleep || isDone()
        let count = epoll_wait(core.epoll, reports, Self.reportCapacity, mustStay ? 0 : milliseconds)
        isAsleep.store(false, ordering: .sequentiallyConsistent)
        return max(0, Int(count))
    }

    // MARK: Leading

    /// The loop thread: leads while tasks wait for the network, and sees to orders and time when nobody leads.
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

    /// Lets the calling thread work for its own response: it leads while nobody else does, and sleeps else.
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

    /// Sleeps until something wakes this thread, or until it may lead.
    private func park(_ parker: ThreadParker) {
        leadership.enlist(parker)
        defer { leadership.withdraw(parker) }
        if leadership.isVacant { return }
        if inFlightOfTasks.load(ordering: .sequentiallyConsistent) == 0, leadership.isHeldByLoopThread {
            // Only threads wait for the network: let them do it themselves.
            leadership.askLoopThread()
            wakeLeader()
        }
        parker.park()
    }

    /// Finds a leader for what is still on its way after the last one has left.
    private func handOver() {
        guard leadership.isVacant else { return }
        if hasWorkForLoopThread {
            leadership.callLoopThread()
        } else if !leadership.callEnlistedThread() {
            leadership.callLoopThread(ifParkedPast: lock.withLock { _ in core.nextDeadline })
        }
    }

    /// Runs `body` with the engine's lock, for looking at statistics.
    func withLock<Result>(_ body: (EngineCore) -> Result) -> Result {
        lock.withLock { _ in body(core) }
    }
}
