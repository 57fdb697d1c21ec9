import Fetch
import HTTPValues
import Synchronization

/// The role of the thread that waits in `epoll_wait`. It has one holder at a time, or none while nothing is in flight.
///
/// Every change that could leave work without a leader follows one pattern: first publish the work or the vacancy,
/// then check the other. Both are sequentially consistent, so at least one side sees the other.
struct Leadership: ~Copyable, Sendable {
    private enum Holder {
        static let nobody: UInt8 = 0
        static let thread: UInt8 = 1
        static let loopThread: UInt8 = 2
    }

    private let holder = Atomic<UInt8>(Holder.nobody)
    private let wanted = Atomic<Bool>(false)
    private let leftToThreads = Atomic<Bool>(false)

    private let loopParker = ThreadParker()
    private let loopIsCalled = Atomic<Bool>(false)
    /// The deadline until which the loop thread is parked; 0 while it is not.
    private let loopParkedUntil = Atomic<UInt64>(0)

    /// Blocked threads that are ready to lead.
    private let enlisted = Locked<[ThreadParker]>([])

    // MARK: Taking and releasing the lead

    /// Whether nobody leads.
    var isVacant: Bool { holder.load(ordering: .sequentiallyConsistent) == Holder.nobody }

    /// Whether the loop thread leads.
    var isHeldByLoopThread: Bool { holder.load(ordering: .sequentiallyConsistent) == Holder.loopThread }

    /// Makes the calling thread the leader if there is none.
    func take(asLoopThread: Bool) -> Bool {
        let taken = holder.compareExchange(
            expected: Holder.nobody, desired: asLoopThread ? Holder.loopThread : Holder.thread,
            ordering: .sequentiallyConsistent
        ).exchanged
        if taken { wanted.store(false, ordering: .sequentiallyConsistent) }
        return taken
    }

    /// Gives up the lead. The caller must then find a successor.
    func release() {
        holder.store(Holder.nobody, ordering: .sequentiallyConsistent)
    }

    // MARK: Between blocked threads and the loop thread

    /// Whether a blocked thread wants to lead instead of the loop thread.
    var isWantedByThread: Bool {
        wanted.load(ordering: .sequentiallyConsistent) && isHeldByLoopThread
    }

    /// Whether blocked threads had work last. In that case the loop thread does not lead on its own account.
    var isLeftToThreads: Bool { leftToThreads.load(ordering: .relaxed) }

    /// Asks the loop thread to give up the lead.
    func askLoopThread() {
        leftToThreads.store(true, ordering: .relaxed)
        wanted.store(true, ordering: .sequentiallyConsistent)
    }

    /// Notes that a task has work for the loop thread.
    func leaveToLoopThread() {
        if leftToThreads.load(ordering: .relaxed) { leftToThreads.store(false, ordering: .relaxed) }
    }

    /// Adds a blocked thread to those that are ready to lead.
    func enlist(_ parker: ThreadParker) {
        enlisted.withLock { $0.append(parker) }
    }

    /// Removes the thread again.
    func withdraw(_ parker: ThreadParker) {
        enlisted.withLock { list in
            if let index = list.firstIndex(where: { $0 === parker }) { list.remove(at: index) }
        }
    }

    /// Wakes a blocked thread so that it may lead. Returns false if there is none.
    func callEnlistedThread() -> Bool {
        guard let parker = enlisted.withLock({ $0.first }) else { return false }
        parker.unpark()
        return true
    }

    // MARK: Parking the loop thread

    /// Parks the loop thread until it is called or `deadline` is reached.
    func parkLoopThread(until deadline: MonotonicTime, unless hasWork: Bool) {
        loopParkedUntil.store(deadline.nanoseconds, ordering: .sequentiallyConsistent)
        if !(hasWork && isVacant) { loopParker.park(until: deadline) }
        loopParkedUntil.store(0, ordering: .sequentiallyConsistent)
        loopIsCalled.store(false, ordering: .sequentiallyConsistent)
    }

    /// Wakes the loop thread.
    func callLoopThread() {
        if !loopIsCalled.exchange(true, ordering: .sequentiallyConsistent) { loopParker.unpark() }
    }

    /// Wakes the loop thread if it would sleep through `deadline`. If it is not parked, it is woken as well: it may
    /// have read its own deadline before this one was set.
    func callLoopThread(ifParkedPast deadline: MonotonicTime) {
        guard deadline != .never else { return }
        let until = loopParkedUntil.load(ordering: .sequentiallyConsistent)
        if until == 0 || deadline.nanoseconds < until { callLoopThread() }
    }
}
