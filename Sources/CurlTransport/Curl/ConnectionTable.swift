import Glibc
import HTTPValues

/// The sockets that libcurl has opened, as far as they are still open.
struct ConnectionTable {
    private var sockets: Set<Int32> = []
    /// Those that may carry many requests at a time, and where they lead to.
    private var shared: [Int32: LiveTransfer.Origin] = [:]
    /// How many were opened so far.
    private(set) var openedCount = 0

    var count: Int { sockets.count }

    func contains(_ socket: Int32) -> Bool { sockets.contains(socket) }

    mutating func opened(_ socket: Int32) {
        sockets.insert(socket)
        openedCount += 1
    }

    /// A connection is ready for many requests to `origin`.
    mutating func share(_ socket: Int32, to origin: LiveTransfer.Origin) {
        shared[socket] = origin
    }

    /// Forgets a socket; gives where it led to if it carried many requests.
    mutating func closed(_ socket: Int32) -> LiveTransfer.Origin? {
        sockets.remove(socket)
        return shared.removeValue(forKey: socket)
    }

    /// Has the peers of all but `limit` of them learn that the connection is over. libcurl closes them when it next
    /// looks.
    mutating func shut(beyond limit: Int) {
        guard sockets.count > limit else { return }
        for socket in sockets.prefix(sockets.count - limit) {
            shutdown(socket, Int32(SHUT_RDWR))
            sockets.remove(socket)
        }
    }

    /// Forgets all of them.
    mutating func removeAll() {
        sockets = []
    }
}
