import CCurl
import Glibc
import HTTPValues

/// Checks a kept-alive connection before it is used again.
///
/// libcurl before 8.22 checks plain connections itself but takes some closed TLS connections for open ones. Later
/// versions check at most once a second.
enum ReusedConnection {
    /// Whether the peer has closed the connection, or nothing can be sent on it.
    ///
    /// - Parameter mayBeReadable: Whether the peer may have sent something that no request asked for. With TLS 1.3,
    ///   session tickets arrive at any time. Otherwise the connection is dead (RFC 9112 section 9.5).
    static func isDead(_ socket: Int32, mayBeReadable: Bool) -> Bool {
        var state = pollfd(fd: socket, events: Int16(POLLIN | closedByPeer), revents: 0)
        guard poll(&state, 1, 0) > 0 else { return false }
        let bad = Int32(POLLERR) | Int32(POLLHUP) | Int32(POLLNVAL) | closedByPeer
        return Int32(state.revents) & bad != 0 || !mayBeReadable
    }

    /// `POLLRDHUP`, which Glibc declares only for GNU programs.
    private static let closedByPeer: Int32 = 0x2000
}
