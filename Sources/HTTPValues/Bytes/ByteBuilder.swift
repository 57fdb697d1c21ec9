/// Collects bytes that arrive in chunks into one ``Bytes`` without a copy at the end.
package struct ByteBuilder: ~Copyable, Sendable {
    private var storage: ByteStorage?
    /// The number of bytes appended since the last ``take()``.
    package private(set) var count = 0

    /// Creates an empty builder.
    package init() {}

    /// Makes room for `capacity` bytes in total, so that appending them does not move memory.
    package mutating func reserve(_ capacity: Int) {
        guard capacity > storage?.capacity ?? 0 else { return }
        grow(to: capacity)
    }

    /// Like ``reserve(_:)``, for a size from the network: does nothing if there is not enough memory.
    package mutating func reserveIfPossible(_ capacity: Int) {
        guard capacity > storage?.capacity ?? 0, let larger = ByteStorage.makeIfPossible(capacity: capacity) else {
            return
        }
        move(to: larger)
    }

    /// The number of bytes that can be appended without allocating.
    package var room: Int { (storage?.capacity ?? 0) - count }

    /// Appends the bytes of `buffer`.
    package mutating func append(_ buffer: UnsafeRawBufferPointer) {
        guard let base = buffer.baseAddress, !buffer.isEmpty else { return }
        let capacity = storage?.capacity ?? 0
        if count + buffer.count > capacity {
            grow(to: max(count + buffer.count, capacity * 2))
        }
        storage.unsafelyUnwrapped.base.advanced(by: count).copyMemory(from: base, byteCount: buffer.count)
        count += buffer.count
    }

    /// Appends `bytes`.
    package mutating func append(_ bytes: Bytes) {
        bytes.withUnsafeBytes { append($0) }
    }

    /// Appends `text` as UTF-8.
    package mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { append(UnsafeRawBufferPointer($0)) }
    }

    /// Appends the bytes that `fill` writes into at least `capacity` free bytes. `fill` returns the number written.
    package mutating func append(
        capacity: Int, _ fill: (UnsafeMutableRawBufferPointer) throws -> Int
    ) rethrows {
        if count + capacity > storage?.capacity ?? 0 {
            grow(to: max(count + capacity, (storage?.capacity ?? 0) * 2))
        }
        let free = storage.unsafelyUnwrapped.capacity - count
        let start = storage.unsafelyUnwrapped.base + count
        count += try fill(UnsafeMutableRawBufferPointer(start: start, count: free))
    }

    /// Returns the collected bytes and empties the builder.
    package mutating func take() -> Bytes {
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
