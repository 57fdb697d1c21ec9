import Glibc
import HTTPValues

/// A plain listening socket on the loopback address.
package final class Listener: Sendable {
    package let descriptor: Int32
    package let port: Int

    package init(backlog: Int32) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = Self.loopback(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = descriptor
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 && listen(descriptor, backlog) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard isListening else { throw SystemFailure("no port to listen on") }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit { close(descriptor) }

    /// Waits for a connection. Returns nil after the socket is shut down.
    package func accept() -> Int32? {
        let accepted = Glibc.accept(descriptor, nil, nil)
        return accepted < 0 ? nil : accepted
    }

    /// Ends all waits for a connection.
    package func stop() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Connects to a port on a loopback address, or returns nil if nothing listens there.
    package static func connect(to port: Int, host: UInt8 = 1, flags: Int32 = 0) -> Int32? {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | flags, 0)
        var address = loopback(port, host: host)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                Glibc.connect(descriptor, generic, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if result == 0 || errno == EINPROGRESS { return descriptor }
        close(descriptor)
        return nil
    }

    /// An address of 127.0.0.0/24.
    private static func loopback(_ port: Int, host: UInt8 = 1) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = (in_addr_t(0x7F00_0000) + in_addr_t(host)).bigEndian
        return address
    }
}

/// A listener with a full backlog, so that further connections are never established.
package final class FullListener: Sendable {
    private let listener: Listener
    private let fillers: [Int32]

    package init() throws {
        let listener = try Listener(backlog: 0)
        self.listener = listener
        fillers = (0..<4).compactMap { _ in
            Listener.connect(to: listener.port, flags: Int32(SOCK_NONBLOCK.rawValue))
        }
    }

    deinit { for filler in fillers { close(filler) } }

    package var port: Int { listener.port }

    package var url: String { "http://127.0.0.1:\(port)/" }
}
