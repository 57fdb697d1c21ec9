/// Chunks in order, and how many bytes they are.
struct ChunkQueue: Sendable {
    private var chunks: [Bytes] = []
    private var first = 0
    /// The bytes of all chunks together.
    private(set) var byteCount = 0

    var isEmpty: Bool { first == chunks.count }

    mutating func append(_ chunk: Bytes) {
        guard !chunk.isEmpty else { return }
        chunks.append(chunk)
        byteCount += chunk.count
    }

    mutating func popFirst() -> Bytes? {
        guard first < chunks.count else { return nil }
        let chunk = chunks[first]
        chunks[first] = Bytes()
        first += 1
        byteCount -= chunk.count
        if first == chunks.count {
            chunks.removeAll(keepingCapacity: true)
            first = 0
        }
        return chunk
    }

    /// Copies bytes from the front into `buffer`; returns how many.
    mutating func pop(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        var copied = 0
        while copied < buffer.count, first < chunks.count {
            let chunk = chunks[first]
            let count = min(buffer.count - copied, chunk.count)
            chunk.slice(0..<count).withUnsafeBytes {
                UnsafeMutableRawBufferPointer(rebasing: buffer[copied..<copied + count]).copyMemory(from: $0)
            }
            copied += count
            byteCount -= count
            if count < chunk.count {
                chunks[first] = chunk.slice(count..<chunk.count)
                break
            }
            first += 1
        }
        if first == chunks.count {
            chunks.removeAll(keepingCapacity: true)
            first = 0
        }
        return copied
    }
}
