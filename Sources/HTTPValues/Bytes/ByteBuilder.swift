/// Collects bytes that arrive in pieces into one ``Bytes`` without a copy at the end.
public struct ByteBuilder: ~Copyable, Sendable {
    private var storage: ByteStorage?
    /// How many bytes have been appended since the last ``take()``.
    public private(set) var count = 0

    /// An empty builder; `capacity` bytes are set aside at the first append.
    public init() {}

    /// Makes room for `capacity` bytes in all, so that appending them moves nothing.
    public mutating func reserve(_ capacity: Int) {
        guard capacity > storage?.capacity ?? 0 else { return }
        grow(to: capacity)
    }

    /// The same for a number that a stranger named: without so much memory, nothing happens.
    package mutating func reserveIfPossible(_ capacity: Int) {
        guard capacity > storage?.capacity ?? 0, let larger = ByteStorage.makeIfPossible(capacity: capacity) else {
            return
        }
        move(to: larger)
    }

    /// How many bytes can be appended before memory has to be found.
    package var room: Int { (storage?.capacity ?? 0) - count }

    /// Copies the bytes behind `buffer` to the end.
    public mutating func append(_ buffer: UnsafeRawBufferPointer) {
        guard let base = buffer.baseAddress, !buffer.isEmpty else { return }
        let capacity = storage?.capacity ?? 0
        if count + buffer.count > capacity {
            grow(to: max(count + buffer.count, capacity * 2))
        }
        storage.unsafelyUnwrapped.base.advanced(by: count).copyMemory(from: base, byteCount: buffer.count)
        count += buffer.count
    }

    /// Copies `bytes` to the end.
    public mutating func append(_ bytes: Bytes) {
        bytes.withUnsafeBytes { append($0) }
    }

    /// Appends the UTF-8 form of `text`.
    public mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Appends what `fill` writes into at least `capacity` free bytes; `fill` returns how many it wrote.
    public mutating func append(
        capacity: Int, _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
    ) rethrows {
        if count + capacity > storage?.capacity ?? 0 {
            grow(to: max(count + capacity, (storage?.capacity ?? 0) * 2))
        }
        let free = storage.unsafelyUnwrapped.capacity - count
        let start = storage.unsafelyUnwrapped.base + count
        count += try fill(UnsafeMutableRawBufferPointer(start: start, count: free))
    }

    /// Drops the bytes behind the first `count`; their memory is kept.
    package mutating func truncate(to count: Int) {
        self.count = min(self.count, max(0, count))
    }

    /// What has been collected; the builder is empty afterwards.
    public mutating func take() -> Bytes {
        defer {
            storage = nil
            count = 0
        }
        return Bytes(storage: storage, lower: 0, count: count)
    }

    private mutating func grow(to capacity: Int) {
        move(to: ByteStorage.make(capacity: capacity))
    }

    private mutating func move(to larger: ByteStorage) {
        if let storage, count > 0 {
            larger.base.copyMemory(from: storage.base, byteCount: count)
        }
        storage = larger
    }
}
