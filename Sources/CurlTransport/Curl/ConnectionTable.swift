import Glibc
import HTTPValues

/// The open sockets of the connections that libcurl has opened.
struct ConnectionTable {
    private var sockets: Set<Int32> = []
    /// The sockets that may carry several requests at a time, with their origins.
    private var shared: [Int32: LiveTransfer.Origin] = [:]
    /// The number of sockets opened so far.
    private(set) var openedCount = 0

    var count: Int { sockets.count }

    func contains(_ socket: Int32) -> Bool { sockets.contains(socket) }

    mutating func opened(_ socket: Int32) {
        sockets.insert(socket)
        openedCount += 1
    }

    /// Notes that a connection to `origin` is ready for several requests at a time.
    mutating func share(_ socket: Int32, to origin: LiveTransfer.Origin) {
        shared[socket] = origin
    }

    /// Removes a socket. Returns its origin if several requests shared it.
    mutating func closed(_ socket: Int32) -> LiveTransfer.Origin? {
        sockets.remove(socket)
        return shared.removeValue(forKey: socket)
    }

    /// Shuts down all but `limit` connections. Their peers learn of it at once; libcurl closes the sockets later.
    mutating func shut(beyond limit: Int) {
        guard sockets.count > limit else { return }
        for socket in sockets.prefix(sockets.count - limit) {
            shutdown(socket, Int32(SHUT_RDWR))
            sockets.remove(socket)
        }
    }

    /// Removes a socket that was taken from libcurl and stays open.
    mutating func release(_ socket: Int32) {
        sockets.remove(socket)
    }

    /// Removes all sockets.
    mutating func removeAll() {
        sockets = []
    }
}
