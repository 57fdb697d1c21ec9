import DequeModule
import HTTPValues

/// A queue of chunks that tracks their total size.
struct ChunkQueue: ~Copyable, Sendable {
    private var chunks = Deque<Bytes>()
    /// The last chunk, while bytes are still added to it.
    private var open = ByteBuilder()
    /// The total size of all chunks in bytes.
    private(set) var byteCount = 0

    /// The size of the chunks that are formed for a reader that lags behind.
    private static let openCapacity = 256 << 10

    var isEmpty: Bool { byteCount == 0 }

    mutating func append(_ chunk: Bytes) {
        guard !chunk.isEmpty else { return }
        closeOpen()
        chunks.append(chunk)
        byteCount += chunk.count
    }

    /// Copies `bytes` to the end. If the reader lags behind, small pieces are combined into large chunks.
    mutating func append(copying bytes: UnsafeRawBufferPointer) {
        if bytes.count > open.room {
            let isLagging = !isEmpty
            closeOpen()
            open.reserve(isLagging ? max(bytes.count, Self.openCapacity) : bytes.count)
        }
        open.append(bytes)
        byteCount += bytes.count
    }

    mutating func popFirst() -> Bytes? {
        if chunks.isEmpty { closeOpen() }
        guard let chunk = chunks.popFirst() else { return nil }
        byteCount -= chunk.count
        return chunk
    }

    /// Moves bytes from the front into `buffer`. Returns their number.
    mutating func pop(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        closeOpen()
        var copied = 0
        while copied < buffer.count, let chunk = chunks.popFirst() {
            let count = min(buffer.count - copied, chunk.count)
            chunk.slice(0..<count).withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: buffer[copied..<copied + count]).copyMemory(from: $0)
            }
            copied += count
            if count < chunk.count { chunks.prepend(chunk.slice(count..<chunk.count)) }
        }
        byteCount -= copied
        return copied
    }

    private mutating func closeOpen() {
        guard open.count > 0 else { return }
        // A reader that keeps the chunk should not hold on to much unused memory.
        let isSparse = open.room > 3 * open.count
        let chunk = open.take()
        chunks.append(isSparse ? chunk.withUnsafeBytes { Bytes(copying: $0) } : chunk)
    }
}
