import Glibc
import HTTPValues

/// The open sockets of the connections that libcurl has opened.
struct ConnectionTable {
    private var sockets: Set<Int32> = []
    /// The sockets of complete connections by their local ports, and the reverse.
    private var ports: (sockets: [Int32: Int32], of: [Int32: Int32]) = ([:], [:])
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

    /// Notes that a socket became a connection from that local port.
    mutating func connected(_ socket: Int32, from port: Int32) {
        guard port > 0 else { return }
        ports.sockets[port] = socket
        ports.of[socket] = port
    }

    /// Returns the socket of the connection from a local port, if known.
    func socket(from port: Int32) -> Int32? { ports.sockets[port] }

    private mutating func forget(_ socket: Int32) {
        sockets.remove(socket)
        guard let port = ports.of.removeValue(forKey: socket), ports.sockets[port] == socket else { return }
        ports.sockets[port] = nil
    }

    /// Notes that a connection to `origin` is ready for several requests at a time.
    mutating func share(_ socket: Int32, to origin: LiveTransfer.Origin) {
        shared[socket] = origin
    }

    /// Removes a socket. Returns its origin if several requests shared it.
    mutating func closed(_ socket: Int32) -> LiveTransfer.Origin? {
        forget(socket)
        return shared.removeValue(forKey: socket)
    }

    /// Shuts down all but `limit` connections. Their peers learn of it at once; libcurl closes the sockets later.
    mutating func shut(beyond limit: Int) {
        guard sockets.count > limit else { return }
        for socket in sockets.prefix(sockets.count - limit) {
            shutdown(socket, Int32(SHUT_RDWR))
            forget(socket)
        }
    }

    /// Removes a socket that was taken from libcurl and stays open.
    mutating func release(_ socket: Int32) {
        forget(socket)
    }

    /// Removes all sockets.
    mutating func removeAll() {
        sockets = []
        ports = ([:], [:])
    }
}
