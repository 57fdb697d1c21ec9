import CCurl
import Fetch
import Glibc
import HTTPValues

/// A connection with TLS. libcurl has the TLS session, so its handle stays with the connection.
final class TLSStream: ByteStream {
    let socket: Int32
    private let handle: EasyHandle
    private let multi: CurlMulti

    init(_ socket: Int32, _ handle: EasyHandle, _ multi: CurlMulti) {
        self.socket = socket
        self.handle = handle
        self.multi = multi
    }

    /// After ``StreamResult/blocked``, the same bytes must be sent again from the same address, because OpenSSL has
    /// encrypted a part of them already.
    func send(_ bytes: UnsafeRawBufferPointer) -> StreamResult {
        var count = 0
        let length = min(bytes.count, Self.recordSize)
        return result(curl_easy_send(handle.easy, bytes.baseAddress, length, &count), count, .write)
    }

    /// The size of a TLS record (RFC 8446 section 5.1). OpenSSL reports nothing until all it was given is sent, so with
    /// more a slow peer would seem to take nothing. Neither can a peer act on a part of a record.
    private static let recordSize = 16 << 10

    var sendsFiles: Bool { false }

    func sendFile(_ file: Int32, at offset: Int, count: Int) -> StreamResult { .blocked }

    func receive(into memory: UnsafeMutableRawBufferPointer) -> StreamResult {
        var count = 0
        return result(curl_easy_recv(handle.easy, memory.baseAddress, memory.count, &count), count, .read)
    }

    /// Session tickets of TLS 1.3 make the socket readable, but are not for the user.
    var isReadable: Bool {
        guard PlainStream(socket).isReadable else { return false }
        var byte: UInt8 = 0
        return withUnsafeMutableBytes(of: &byte) { if case .blocked = receive(into: $0) { false } else { true } }
    }

    /// OpenSSL may hold decrypted bytes that the socket does not show.
    var mayHoldBytes: Bool { true }

    func close() {
        multi.remove(handle)
    }

    private func result(_ code: CURLcode, _ count: Int, _ kind: FetchError.Kind) -> StreamResult {
        switch code {
        case CURLE_OK: return count > 0 ? .bytes(count) : .ended
        case CURLE_AGAIN: return .blocked
        default:
            var error = FetchError(kind, "Connection lost: \(handle.errorText ?? CurlLibrary.text(of: code))")
            error.transportCode = FetchError.TransportCode(number: Int(code.rawValue), text: CurlLibrary.text(of: code))
            let number = handle.long(CURLINFO_OS_ERRNO)
            if number != 0 { error.osError = Int32(truncatingIfNeeded: number) }
            return .failed(error)
        }
    }
}
