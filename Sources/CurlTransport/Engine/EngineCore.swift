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
        /// The events that `epoll` reports.
        var registered: SocketEvents
        /// Whether only the next event is reported.
        var isOneShot: Bool
    }

    /// Whether the thread that started a request is at work, while another one waits in `epoll_wait`.
    ///
    /// The response to a small request may be there before that work is done. Then it is better read at once: waking the
    /// other thread for it would cost more than all the rest. So the socket is not reported meanwhile (``mute(_:)``), and
    /// later only once.
    private(set) var isKicked = false

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

    /// Runs `body` on the thread that started a request.
    func kicked(_ body: () -> Void) {
        isKicked = true
        body()
        isKicked = false
    }

    // MARK: Sockets

    /// Sets the events that `owner` wants for `socket`.
    ///
    /// A socket without wanted events stays registered until it reports one. A kept-alive connection then costs no
    /// system call between two requests.
    ///
    /// - Parameter isOneShot: Whether only the next event is reported. Then the owner watches again.
    func watch(
        _ socket: Int32, for events: SocketEvents, of owner: any SocketOwner, isOneShot: Bool = false
    ) {
        let index = Int(socket)
        if index >= sockets.count {
            sockets.append(contentsOf: repeatElement(nil, count: index + 1 - sockets.count))
        }
        let isKnown = sockets[index]?.owner === owner
        var interest = isKnown ? sockets[index] : nil
        if !events.isEmpty, interest?.registered != events {
            register(socket, events, isNew: interest == nil, isOneShot: isOneShot)
            interest = SocketInterest(owner: owner, wanted: events, registered: events, isOneShot: isOneShot)
        } else {
            interest?.wanted = events
        }
        sockets[index] = interest
    }

    /// Stops reports about a socket until it is watched again, if its owner is about to look for itself.
    func mute(_ socket: Int32) {
        let index = Int(socket)
        guard isKicked, index < sockets.count, let interest = sockets[index], !interest.registered.isEmpty else {
            return
        }
        register(socket, [], isNew: false, isOneShot: true)
        sockets[index]?.registered = []
    }

    /// Whether events of a socket are reported.
    func isReported(_ socket: Int32) -> Bool {
        let index = Int(socket)
        return index < sockets.count && sockets[index]?.registered.isEmpty == false
    }

    /// Stops watching a socket that `owner` will close without notice. Does nothing if another owner has it by now.
    func unwatch(_ socket: Int32, of owner: any SocketOwner) {
        let index = Int(socket)
        guard index >= 0, index < sockets.count, sockets[index]?.owner === owner else { return }
        unregister(socket)
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
        guard let interest = sockets[index] else { return unregister(socket) }
        if interest.isOneShot { sockets[index]?.registered = [] }
        guard !interest.wanted.isEmpty else {
            if !interest.isOneShot { register(socket, [], isNew: false, isOneShot: true) }
            sockets[index]?.registered = []
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

    private func unregister(_ socket: Int32) {
        var event = epoll_event()
        epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event)
    }

    private func register(_ socket: Int32, _ events: SocketEvents, isNew: Bool, isOneShot: Bool) {
        var event = epoll_event()
        let mode = isOneShot ? EPOLLONESHOT.rawValue : 0
        duet_epoll_event_set(&event, events.rawValue | mode, UInt64(socket))
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
