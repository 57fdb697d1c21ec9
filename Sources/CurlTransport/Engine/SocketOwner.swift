import CCurl
import HTTPValues

/// The owner of sockets that the engine watches.
protocol SocketOwner: AnyObject {
    /// Handles the events of a socket. Called with the engine's lock held.
    func socketReady(_ socket: Int32, for events: SocketEvents)
}

/// The events that a socket is watched for or reports.
struct SocketEvents: OptionSet {
    let rawValue: UInt32

    /// Reading would not block.
    static var readable: SocketEvents { SocketEvents(rawValue: EPOLLIN.rawValue) }
    /// Writing would not block.
    static var writable: SocketEvents { SocketEvents(rawValue: EPOLLOUT.rawValue) }
    /// Report only changes. An event that is not handled is not reported again.
    static var changesOnly: SocketEvents { SocketEvents(rawValue: EPOLLET.rawValue) }
    /// The connection has failed or the peer has closed it. Always reported.
    static var failed: SocketEvents { SocketEvents(rawValue: EPOLLERR.rawValue | EPOLLHUP.rawValue) }
}
