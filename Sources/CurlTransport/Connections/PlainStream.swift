import Fetch
import Glibc
import HTTPValues

/// A connection without TLS: a socket that libcurl connected and handed over.
final class PlainStream: ByteStream {
    let socket: Int32
    private(set) var sendsFiles = true

    init(_ socket: Int32) {
        self.socket = socket
    }

    func send(_ bytes: UnsafeRawBufferPointer) -> StreamResult {
        while true {
            let count = Glibc.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
            if count >= 0 { return .bytes(count) }
            if let result = Self.result(of: errno, .write) { return result }
        }
    }

    func sendFile(_ file: Int32, at offset: Int, count: Int) -> StreamResult {
        var position = off_t(offset)
        while true {
            let (count, code) = withoutBrokenPipeSignal {
                let count = sendfile(socket, file, &position, count)
                return (count, count < 0 ? errno : 0)
            }
            if count > 0 { return .bytes(count) }
            if count == 0 { return .ended }
            if Self.concernsFile(code) {
                sendsFiles = false  // not every file can be sent so: from now on, read it, or learn why not
                return .blocked
            }
            if let result = Self.result(of: code, .write) { return result }
        }
    }

    /// Whether an error number of `sendfile` is about the file, not the connection.
    private static func concernsFile(_ code: Int32) -> Bool {
        [EINVAL, ENOSYS, ESPIPE, EIO, EISDIR, EOVERFLOW, ENOMEM].contains(code)
    }

    /// Keeps `SIGPIPE` from ending the process. `sendfile` has no flag for that.
    private func withoutBrokenPipeSignal(_ body: () -> (Int, Int32)) -> (Int, Int32) {
        var signals = sigset_t()
        var before = sigset_t()
        sigemptyset(&signals)
        sigaddset(&signals, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &signals, &before)
        let result = body()
        if result.1 == EPIPE, sigismember(&before, SIGPIPE) == 0 {
            var now = timespec()
            sigtimedwait(&signals, nil, &now)
        }
        pthread_sigmask(SIG_SETMASK, &before, nil)
        return result
    }

    func receive(into memory: UnsafeMutableRawBufferPointer) -> StreamResult {
        while true {
            let count = Glibc.recv(socket, memory.baseAddress, memory.count, 0)
            if count > 0 { return .bytes(count) }
            if count == 0 { return .ended }
            if let result = Self.result(of: errno, .read) { return result }
        }
    }

    var isReadable: Bool {
        var byte: UInt8 = 0
        let count = Glibc.recv(socket, &byte, 1, Int32(MSG_PEEK))
        return count >= 0 || (errno != EAGAIN && errno != EINTR)
    }

    var mayHoldBytes: Bool { false }

    func close() {
        Glibc.close(socket)
    }

    /// Returns the result for an error number, or nil to try again.
    private static func result(of code: Int32, _ kind: FetchError.Kind) -> StreamResult? {
        switch code {
        case EINTR: return nil
        case EAGAIN: return .blocked
        default:
            var error = FetchError(kind, "Connection lost: \(String(cString: strerror(code)))")
            error.osError = code
            return .failed(error)
        }
    }
}
