import Fetch
import Glibc
import HTTPValues

/// A connection without TLS: a socket that libcurl connected and handed over.
final class PlainStream: ByteStream {
    let socket: Int32

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
