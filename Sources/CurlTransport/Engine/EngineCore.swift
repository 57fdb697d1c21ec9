import CCurl
import Fetch
import Glibc
import HTTPValues

/// The part of the engine that the lock guards: the timers, the sockets, and the lists of items that may have finished
/// something or have news.
final class EngineCore {
    // Unchecked exclusivity, here and in everything else the lock guards: the run-time checks cost as much as all other
    // work for a header line. Between threads, the lock keeps accesses from overlapping. Within a thread, callees may
    // call back, above all libcurl, so no access may stay open across such a call: copy the data, call, and look again.
    let epoll: Int32
    @exclusivity(unchecked) private var timers = TimerHeap()
    @exclusivity(unchecked) private var sockets: [SocketInterest?] = []
    @exclusivity(unchecked) private var unreaped: [EngineItem] = []
    @exclusivity(unchecked) private var unfinished = ShortList<EngineItem>()
    @exclusivity(unchecked) private var withNews = ShortList<EngineItem>()
    /// The time of the last turn, accurate enough to note when something happened.
    @exclusivity(unchecked) private(set) var now = MonotonicTime.now

    /// The registration of a socket.
    private struct SocketInterest {
        /// The owner of the socket. It has this entry removed before it is released.
        unowned(unsafe) let owner: any SocketOwner
        /// The events that the owner wants.
        var wanted: SocketEvents
        /// The events registered with `epoll`.
        var registered: SocketEvents
    }

    init() {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    }

    // MARK: Timers

    /// Reads the clock.
    func updateTime() {
        now = .now
    }

    /// The earliest deadline.
    var nextDeadline: MonotonicTime {
        unfinished.isEmpty ? timers.nextDeadline : MonotonicTime(nanoseconds: 0)
    }

    func schedule(_ item: EngineItem, at deadline: MonotonicTime) {
        timers.schedule(item, at: deadline)
    }

    func cancelTimer(of item: EngineItem) {
        timers.cancel(item)
    }

    /// Fires all timers that are due, including those that become due on the way.
    func runTimers() {
        while let item = timers.popExpired(now: now) {
            item.timerFired(now: now)
            reap()
        }
    }

    // MARK: Turns

    /// Lets `item` go on in the next turn, because it has more to do than would be fair in this one.
    func continueNextTurn(_ item: EngineItem) {
        guard !item.listings.contains(.nextTurn) else { return }
        item.listings.insert(.nextTurn)
        unfinished.append(item)
    }

    /// Lets those go on that did not finish in the last turn.
    func continueUnfinished() {
        guard !unfinished.isEmpty else { return }
        unfinished.takeAll().forEach { item in
            item.listings.remove(.nextTurn)
            item.nextTurn()
            reap()
        }
    }

    // MARK: Sockets

    /// Sets the events that `owner` wants for `socket`.
    ///
    /// A socket without wanted events stays registered until it reports one. A kept-alive connection then costs no
    /// system call between two requests.
    func watch(_ socket: Int32, for events: SocketEvents, of owner: any SocketOwner) {
        let index = Int(socket)
        if index >= sockets.count {
            sockets.append(contentsOf: repeatElement(nil, count: index + 1 - sockets.count))
        }
        let isKnown = sockets[index]?.owner === owner
        var interest = isKnown ? sockets[index] : nil
        if !events.isEmpty, interest?.registered != events {
            register(socket, events, isNew: interest == nil || interest?.registered == [])
            interest = SocketInterest(owner: owner, wanted: events, registered: events)
        } else {
            interest?.wanted = events
        }
        sockets[index] = interest
    }

    /// Stops watching a socket that its owner will close without notice.
    func unwatch(_ socket: Int32) {
        let index = Int(socket)
        guard index >= 0, index < sockets.count, let interest = sockets[index] else { return }
        if !interest.registered.isEmpty { register(socket, [], isNew: false) }
        sockets[index] = nil
    }

    /// Removes all sockets of an owner that is being closed.
    func forgetSockets(of owner: any SocketOwner) {
        for index in sockets.indices where sockets[index]?.owner === owner { sockets[index] = nil }
    }

    /// Removes a socket that was closed. The kernel has already removed it from `epoll`.
    func forget(_ socket: Int32) {
        let index = Int(socket)
        if index >= 0, index < sockets.count { sockets[index] = nil }
    }

    /// Handles an `epoll` event for a socket. The event may be stale: the descriptor may already belong to another
    /// connection, in which case the extra read is harmless.
    func socketReported(_ socket: Int32, _ events: UInt32) {
        let index = Int(socket)
        guard index >= 0, index < sockets.count else { return }
        guard var interest = sockets[index] else { return register(socket, [], isNew: false) }
        guard !interest.wanted.isEmpty else {
            register(socket, [], isNew: false)
            interest.registered = []
            sockets[index] = interest
            return
        }
        interest.owner.socketReady(socket, for: SocketEvents(rawValue: events))
    }

    /// Handles all pending socket events, and ends what they finish.
    func catchUp() {
        // Room for every socket, so that timeouts do not depend on which sockets the kernel lists first.
        withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: sockets.count + 1) { reports in
            let count = epoll_wait(epoll, reports.baseAddress, Int32(reports.count), 0)
            for index in 0..<max(0, Int(count)) {
                let socket = Int32(truncatingIfNeeded: duet_epoll_event_data(&reports[index]))
                socketReported(socket, reports[index].events)
            }
        }
        reap()
    }

    private func register(_ socket: Int32, _ events: SocketEvents, isNew: Bool) {
        var event = epoll_event()
        duet_epoll_event_set(&event, events.rawValue, UInt64(socket))
        guard !events.isEmpty else {
            epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event)
            return
        }
        let first = isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD
        guard epoll_ctl(epoll, first, socket, &event) != 0 else { return }
        // The descriptor was closed and reopened, or registered for another owner, so use the other operation.
        epoll_ctl(epoll, isNew ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event)
    }

    // MARK: Finished items

    /// Notes that `item` may have finished something, which must not be ended by the code that finds it.
    func hasFinished(_ item: EngineItem) {
        guard !item.listings.contains(.unreaped) else { return }
        item.listings.insert(.unreaped)
        unreaped.append(item)
    }

    /// Ends everything that has finished.
    func reap() {
        while let item = unreaped.popLast() {
            item.listings.remove(.unreaped)
            item.reap()
        }
    }

    // MARK: News

    /// Notes that `item` has news.
    func hasNews(_ item: EngineItem) {
        guard !item.listings.contains(.news) else { return }
        item.listings.insert(.news)
        withNews.append(item)
    }

    /// Takes the news, to be delivered once the lock is free: readers run at once and need the lock.
    func takeNews() -> ShortList<any News> {
        var news = ShortList<any News>()
        guard !withNews.isEmpty else { return news }
        withNews.takeAll().forEach { item in
            item.listings.remove(.news)
            if let some = item.takeNews() { news.append(some) }
        }
        return news
    }
}
