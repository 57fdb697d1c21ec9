import Fetch
import HTTPValues

/// The bytes of an open connection. All access happens with the engine's lock held.
protocol ByteStream: AnyObject {
    /// The socket to watch.
    var socket: Int32 { get }

    /// Sends a part of `bytes`, from their start.
    func send(_ bytes: UnsafeRawBufferPointer) -> StreamResult

    /// Whether a part of a file can be sent without being read first.
    var sendsFiles: Bool { get }

    /// Sends up to `count` bytes of a file. ``StreamResult/ended`` means that the file ends at `offset`.
    func sendFile(_ file: Int32, at offset: Int, count: Int) -> StreamResult

    /// Receives bytes into `memory`.
    func receive(into memory: UnsafeMutableRawBufferPointer) -> StreamResult

    /// Whether the peer has sent bytes that were not received yet, or has closed the connection.
    var isReadable: Bool { get }

    /// Whether received bytes may be waiting in memory, of which the socket reports nothing.
    var mayHoldBytes: Bool { get }

    /// Closes the connection.
    func close()
}

/// The result of sending or receiving.
enum StreamResult {
    /// This many bytes, at least one, were sent or received.
    case bytes(Int)
    /// Nothing can be sent or received now.
    case blocked
    /// The peer is done sending.
    case ended
    /// The connection is broken.
    case failed(FetchError)
}

extension StreamResult {
    /// The number of bytes, or zero.
    var count: Int { if case .bytes(let count) = self { count } else { 0 } }
}
