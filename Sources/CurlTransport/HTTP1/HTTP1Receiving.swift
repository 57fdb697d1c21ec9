import Fetch
import HTTPValues

/// Where an HTTP/1.1 connection puts what it receives, and what it keeps for later.
///
/// Large parts of a body are received where the reader gets them, without a copy. Everything else goes through memory
/// that all connections share.
struct HTTP1Receiving: ~Copyable {
    /// Where received bytes are.
    enum Place {
        /// In the shared memory.
        case shared
        /// At the end of the collected body.
        case collected
        /// In this chunk of the body.
        case chunk(Bytes)
    }

    /// A part of the body that the user refused, to be offered again.
    private(set) var refused = Bytes()
    /// Received bytes that were not read yet: an incomplete line, or what followed refused bytes.
    private var unread = ByteBuilder()
    /// Whether data arrives so fast that it filled the memory it was last received into.
    private var isFast = false

    /// The size of chunks that are handed out without a copy.
    private static let chunkSize = 256 << 10
    /// What is worth receiving without a copy.
    private static let bulk = 16 << 10

    // MARK: Receiving

    /// Receives bytes.
    ///
    /// - Parameters:
    ///   - memory: The shared memory.
    ///   - bodyCount: How many of the next bytes belong to the body for sure.
    mutating func receive(
        from stream: any ByteStream, into memory: UnsafeMutableRawBufferPointer, of transfer: LiveTransfer,
        upTo bodyCount: Int
    ) -> (StreamResult, Place) {
        if bodyCount >= Self.bulk, unread.count == 0 {
            if transfer.transfer.mode != .stream {
                var result = StreamResult.blocked
                let isCollected = transfer.transfer.collect(limit: bodyCount) { memory in
                    result = stream.receive(into: memory)
                    return result.count
                }
                if isCollected { return (result, .collected) }
            } else if isFast, bodyCount >= Self.chunkSize {
                return receiveChunk(from: stream)
            }
        }
        let result = stream.receive(into: memory)
        isFast = result.count == memory.count
        return (result, .shared)
    }

    private mutating func receiveChunk(from stream: any ByteStream) -> (StreamResult, Place) {
        var chunk = ByteBuilder()
        var result = StreamResult.blocked
        chunk.append(capacity: Self.chunkSize) { memory in
            result = stream.receive(into: UnsafeMutableRawBufferPointer(rebasing: memory[..<Self.chunkSize]))
            return result.count
        }
        isFast = result.count >= Self.chunkSize / 2
        let bytes = chunk.take()
        // A reader that keeps the chunk should not hold on to much unused memory.
        return (result, .chunk(isFast ? bytes : bytes.withUnsafeBytes { Bytes(copying: $0) }))
    }

    // MARK: Keeping

    /// Keeps a part of the body that the user refused.
    mutating func refuse(_ bytes: Bytes) {
        refused = bytes
    }

    mutating func takeRefused() -> Bytes {
        defer { refused = Bytes() }
        return refused
    }

    var hasUnread: Bool { unread.count > 0 }

    /// Keeps bytes that were not read.
    mutating func keepUnread(_ bytes: UnsafeRawBufferPointer) {
        unread.append(bytes)
    }

    /// Returns the unread bytes followed by new ones.
    mutating func takeUnread(with received: UnsafeRawBufferPointer) -> Bytes {
        unread.append(received)
        return unread.take()
    }
}
