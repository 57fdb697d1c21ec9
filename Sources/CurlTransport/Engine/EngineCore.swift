import CCurl
import Fetch
import Glibc
import HTTPValues

/// What the engine may touch only with its lock held: the timers, the sockets, and the list of multi handles that
/// may have finished transfers.
final class EngineCore {
    // Unchecked exclusivity, here and in what else the lock guards: the checks at run time see to it that two accesses
    // do not overlap, which the lock does between threads. Within one, libcurl calls back while it is called, so no
    // access may be open across a call into it: take what is needed out, call, and look again. The checks cost as much
    // as all else that is done for a line of a head.
    let epoll: Int32
    @exclusivity(unchecked) private var timers = TimerHeap()
    @exclusivity(unchecked) private var sockets: [SocketInterest?] = []
    @exclusivity(unchecked) private var unreaped: [CurlMulti] = []
    @exclusivity(unchecked) private var withNews = ShortList<CurlTransfer>()
    /// The time as of the last turn: near enough for noting when something happened.
    @exclusivity(unchecked) private(set) var now = MonotonicTime.now

    /// One socket that libcurl told us about.
    private struct SocketInterest {
        /// Its pool, which has this forgotten before it goes.
        unowned(unsafe) let multi: CurlMulti
        /// What libcurl wants to know.
        var wanted: UInt32
        /// What `epoll` reports.
        var registered: UInt32
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

    /// Sets what libcurl wants to know about `socket`.
    ///
    /// A socket that nothing is wanted of stays registered until it reports something: a kept-alive connection
    /// then costs no system call between two requests.
    func watch(_ socket: Int32, for events: UInt32, of multi: CurlMulti) {
        let index = Int(socket)
        if index >= sockets.count {
            sockets.append(contentsOf: repeatElement(nil, count: index + 1 - sockets.count))
        }
        let isKnown = sockets[index]?.multi === multi
        var interest = isKnown ? sockets[index] : nil
        if events != 0, interest?.registered != events {
            register(socket, events, isNew: interest == nil || interest?.registered == 0)
            interest = SocketInterest(multi: multi, wanted: events, registered: events)
        } else {
            interest?.wanted = events
        }
        sockets[index] = interest
    }

    /// Stops watching a socket that libcurl will close without telling.
    func unwatch(_ socket: Int32) {
        let index = Int(socket)
        guard index >= 0, index < sockets.count, let interest = sockets[index] else { return }
        if interest.registered != 0 { register(socket, 0, isNew: false) }
        sockets[index] = nil
    }

    /// Forgets all sockets of a pool that has ended.
    func forgetSockets(of multi: CurlMulti) {
        for index in sockets.indices where sockets[index]?.multi === multi { sockets[index] = nil }
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
        guard interest.wanted != 0 else {
            register(socket, 0, isNew: false)
            interest.registered = 0
            sockets[index] = interest
            return
        }
        interest.multi.act(on: socket, Self.curlEvents(events))
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

    private func register(_ socket: Int32, _ events: UInt32, isNew: Bool) {
        var event = epoll_event()
        duet_epoll_event_set(&event, events, UInt64(socket))
        guard events != 0 else {
            epoll_ctl(epoll, EPOLL_CTL_DEL, socket, &event)
            return
        }
        let first = isNew ? EPOLL_CTL_ADD : EPOLL_CTL_MOD
        guard epoll_ctl(epoll, first, socket, &event) != 0 else { return }
        // The descriptor was closed and opened again, or registered for another handle: the other call fits.
        epoll_ctl(epoll, isNew ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event)
    }

    private static func curlEvents(_ events: UInt32) -> Int32 {
        var result: Int32 = 0
        if events & EPOLLIN.rawValue != 0 { result |= CURL_CSELECT_IN }
        if events & EPOLLOUT.rawValue != 0 { result |= CURL_CSELECT_OUT }
        if events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0 { result |= CURL_CSELECT_ERR }
        return result
    }

    // MARK: Finished transfers

    /// Notes that `multi` has run and may have finished transfers.
    func mayHaveFinished(_ multi: CurlMulti) {
        guard !multi.isListedAsUnreaped else { return }
        multi.isListedAsUnreaped = true
        unreaped.append(multi)
    }

    /// Ends all transfers that libcurl has finished.
    func reap() {
        while let multi = unreaped.popLast() {
            multi.isListedAsUnreaped = false
            multi.reap()
        }
    }

    // MARK: News for readers

    /// Notes that the reader of `transfer` is to be told something.
    func hasNews(_ transfer: CurlTransfer) {
        guard !transfer.isListedWithNews else { return }
        transfer.isListedWithNews = true
        withNews.append(transfer)
    }

    /// What is to be told, once the lock is free: readers run at once, and must find it free.
    func takeNews() -> ShortList<ReaderNews> {
        var news = ShortList<ReaderNews>()
        withNews.takeAll().forEach { news.append($0.takeNews()) }
        return news
    }
}
