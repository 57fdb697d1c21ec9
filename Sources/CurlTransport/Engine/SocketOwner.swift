import CCurl
import HTTPValues

/// What has sockets watched by the engine, and acts on them.
protocol SocketOwner: AnyObject {
    /// Acts on what a socket reported. Called with the engine's lock held.
    func socketReady(_ socket: Int32, for events: SocketEvents)
}

/// What a socket is watched for, and what it reports.
struct SocketEvents: OptionSet {
    let rawValue: UInt32

    /// Reading would not block.
    static var readable: SocketEvents { SocketEvents(rawValue: EPOLLIN.rawValue) }
    /// Writing would not block.
    static var writable: SocketEvents { SocketEvents(rawValue: EPOLLOUT.rawValue) }
    /// It is broken, or the peer has gone; always reported.
    static var failed: SocketEvents { SocketEvents(rawValue: EPOLLERR.rawValue | EPOLLHUP.rawValue) }
}
