import CCurl
import Fetch
import Glibc
import HTTPValues

/// What the engine may touch only with its lock held: the timers, the sockets, and the lists of items that may have
/// finished something or have news.
final class EngineCore {
    // Unchecked exclusivity, here and in what else the lock guards: the checks at run time see to it that two accesses
    // do not overlap, which the lock does between threads. Within one, what is called may call back, libcurl above all,
    // so no access may be open across such a call: take what is needed out, call, and look again. The checks cost as
    // much as all else that is done for a line of a head.
    let epoll: Int32
    @exclusivity(unchecked) private var timers = TimerHeap()
    @exclusivity(unchecked) private var sockets: [SocketInterest?] = []
    @exclusivity(unchecked) private var unreaped: [EngineItem] = []
    @exclusivity(unchecked) private var withNews = ShortList<EngineItem>()
    /// The time as of the last turn: near enough for noting when something happened.
    @exclusivity(unchecked) private(set) var now = MonotonicTime.now

    /// One socket.
    private struct SocketInterest {
        /// Who has it watched, and has this forgotten before it goes.
        unowned(unsafe) let owner: any SocketOwner
        /// What the owner wants to know.
        var wanted: SocketEvents
        /// What `epoll` reports.
        var registered: SocketEvents
    }

    init() {
        epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
    }

    // MARK: Time

    /// Looks at the clock.
    func updateTime() {
        now = .now
    }

    /// The earliest time at which something is due.
    var nextDeadline: MonotonicTime { timers.nextDeadline }

    func schedule(_ item: EngineItem, at deadline: MonotonicTime) {
        timers.schedule(item, at: deadline)
    }

    func cancelTimer(of item: EngineItem) {
        timers.cancel(item)
    }

    /// Calls everything that is due, what becomes due on the way included.
    func runTimers() {
        while let item = timers.popExpired(now: now) {
            item.timerFired(now: now)
            reap()
        }
    }

    // MARK: Sockets

    /// Sets what `owner` wants to know about `socket`.
    ///
    /// A socket that nothing is wanted of stays registered until it reports something: a kept-alive connection
    /// then costs no system call between two requests.
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

    /// Stops watching a socket that its owner will close without telling.
    func unwatch(_ socket: Int32) {
        let index = Int(socket)
        guard index >= 0, index < sockets.count, let interest = sockets[index] else { return }
        if !interest.registered.isEmpty { register(socket, [], isNew: false) }
        sockets[index] = nil
    }

    /// Forgets all sockets of an owner that ends.
    func forgetSockets(of owner: any SocketOwner) {
        for index in sockets.indices where sockets[index]?.owner === owner { sockets[index] = nil }
    }

    /// Forgets a socket that was closed; the kernel has forgotten it already.
    func forget(_ socket: Int32) {
        let index = Int(socket)
        if index >= 0, index < sockets.count { sockets[index] = nil }
    }

    /// Acts on what `epoll` reported of a socket. The report may be old: the descriptor may belong to another
    /// connection by now, for which it is only a needless look.
    func socketReported(_ socket: Int32, _ events: UInt32) {
        let index = Int(socket)
        guard index < sockets.count, var interest = sockets[index] else { return }
        guard !interest.wanted.isEmpty else {
            register(socket, [], isNew: false)
            interest.registered = []
            sockets[index] = interest
            return
        }
        interest.owner.socketReady(socket, for: SocketEvents(rawValue: events))
    }

    /// Acts on all that the sockets report now, and ends what that finishes.
    func catchUp() {
        // Room for every socket: what is due must not depend on which of many the kernel names first.
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
        // The descriptor was closed and opened again, or registered for another owner: the other call fits.
        epoll_ctl(epoll, isNew ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event)
    }

    // MARK: What has finished

    /// Notes that `item` has run and may have finished something, which must not end where it was found.
    func hasFinished(_ item: EngineItem) {
        guard !item.listings.contains(.unreaped) else { return }
        item.listings.insert(.unreaped)
        unreaped.append(item)
    }

    /// Ends all that has finished.
    func reap() {
        while let item = unreaped.popLast() {
            item.listings.remove(.unreaped)
            item.reap()
        }
    }

    // MARK: News

    /// Notes that `item` has something to tell.
    func hasNews(_ item: EngineItem) {
        guard !item.listings.contains(.news) else { return }
        item.listings.insert(.news)
        withNews.append(item)
    }

    /// What is to be told, once the lock is free: readers run at once, and must find it free.
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
