import Fetch
import HTTPValues

/// The bytes of an open connection. All access happens with the engine's lock held.
protocol ByteStream: AnyObject {
    /// The socket to watch.
    var socket: Int32 { get }

    /// Sends a part of `bytes`, from their start.
    func send(_ bytes: UnsafeRawBufferPointer) -> StreamResult

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
