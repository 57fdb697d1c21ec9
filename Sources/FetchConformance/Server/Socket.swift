import Glibc
import HTTPValues

/// The few POSIX socket calls that a scripted server needs. Each returns immediately when `stop` becomes readable.
struct Socket: Sendable {
    /// The result of waiting for a socket.
    enum Readiness {
        case ready
        case timedOut
        case stopped
    }

    let descriptor: Int32
    /// Becomes readable when the server is stopped.
    let stop: Int32

    /// Listens on a free port of the loopback address. Returns nil if the system refuses.
    static func listen() -> (descriptor: Int32, port: Int)? {
        let descriptor = socket(AF_INET, streamType, 0)
        guard descriptor >= 0 else { return nil }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 && Glibc.listen(descriptor, 512) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard result else {
            Glibc.close(descriptor)
            return nil
        }
        return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static let streamType = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)

    /// Waits for the next connection. Returns nil once the server is stopped.
    func accept() -> Socket? {
        while true {
            guard case .ready = wait(for: POLLIN) else { return nil }
            let accepted = Glibc.accept(descriptor, nil, nil)
            if accepted >= 0 {
                var one: Int32 = 1
                setsockopt(accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
                return Socket(descriptor: accepted, stop: stop)
            }
            guard errno == EINTR || errno == ECONNABORTED || errno == EMFILE else { return nil }
        }
    }

    /// Waits until the socket is readable or writable.
    func wait(for event: Int32, milliseconds: Int32 = -1) -> Readiness {
        var entries = [
            pollfd(fd: descriptor, events: Int16(event), revents: 0),
            pollfd(fd: stop, events: Int16(POLLIN), revents: 0),
        ]
        while true {
            let count = poll(&entries, 2, milliseconds)
            if count < 0 && errno == EINTR { continue }
            if entries[1].revents != 0 { return .stopped }
            return count == 0 ? .timedOut : .ready
        }
    }

    /// Sleeps, but wakes up when the server is stopped.
    func sleep(milliseconds: Int) {
        var entry = pollfd(fd: stop, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, Int32(milliseconds))
    }

    /// Reads the available bytes, waiting for the first one. Returns nil if the peer or the server has ended.
    func receive() -> [UInt8]? {
        guard case .ready = wait(for: POLLIN) else { return nil }
        return [UInt8](unsafeUninitializedCapacity: 64 << 10) { buffer, count in
            count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, 0))
        }.nonEmpty
    }

    /// Writes all bytes. Returns false if the peer or the server has ended. `onBlock` is called whenever the peer
    /// accepts no data for a second.
    func send(_ bytes: some Collection<UInt8>, onBlock: () -> Void = {}) -> Bool {
        let result = bytes.withContiguousStorageIfAvailable { sendAll(UnsafeRawBufferPointer($0), onBlock) }
        return result ?? Array(bytes).withUnsafeBytes { sendAll($0, onBlock) }
    }

    private func sendAll(_ buffer: UnsafeRawBufferPointer, _ onBlock: () -> Void) -> Bool {
        var sent = 0
        while sent < buffer.count {
            let rest = UnsafeRawBufferPointer(rebasing: buffer[sent...])
            let count = Glibc.send(descriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            if count >= 0 {
                sent += count
                continue
            }
            guard errno == EAGAIN || errno == EINTR else { return false }
            switch wait(for: POLLOUT, milliseconds: 1000) {
            case .ready: continue
            case .timedOut: onBlock()
            case .stopped: return false
            }
        }
        return true
    }

    /// Shuts down the sending half.
    func halfClose() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Makes ``close()`` reset the connection.
    func prepareReset() {
        var option = linger(l_onoff: 1, l_linger: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    func close() { Glibc.close(descriptor) }
}

extension Array {
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
