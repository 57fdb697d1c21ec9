import Glibc

/// Immutable bytes that are cheap to copy and slice.
///
/// Response bodies, stream chunks and request bodies are all `Bytes`. Copies and slices share one reference-counted
/// block. Blocks of common sizes are recycled instead of being returned to the allocator, because `malloc` is slow for
/// memory filled on one thread and freed on another.
public struct Bytes: Sendable {
    @usableFromInline let storage: ByteStorage?
    @usableFromInline let lower: Int
    /// The number of bytes.
    public let count: Int

    @usableFromInline
    init(storage: ByteStorage?, lower: Int, count: Int) {
        self.storage = storage
        self.lower = lower
        self.count = count
    }

    /// Creates an empty value.
    public init() {
        self.init(storage: nil, lower: 0, count: 0)
    }

    /// Copies `bytes`.
    public init(_ bytes: some Sequence<UInt8>) {
        let copied: Bytes? = bytes.withContiguousStorageIfAvailable { Bytes(copying: UnsafeRawBufferPointer($0)) }
        self = copied ?? Array(bytes).withUnsafeBytes { Bytes(copying: $0) }
    }

    /// Copies `text` as UTF-8.
    public init(_ text: String) {
        var text = text
        self = text.withUTF8 { Bytes(copying: UnsafeRawBufferPointer($0)) }
    }

    /// Copies the bytes of `buffer`.
    public init(copying buffer: UnsafeRawBufferPointer) {
        guard let base = buffer.baseAddress, !buffer.isEmpty else {
            self.init()
            return
        }
        let storage = ByteStorage.make(capacity: buffer.count)
        storage.base.copyMemory(from: base, byteCount: buffer.count)
        self.init(storage: storage, lower: 0, count: buffer.count)
    }

    /// Creates `count` bytes that all equal `byte`.
    package init(repeating byte: UInt8, count: Int) {
        let storage = ByteStorage.make(capacity: count)
        storage.base.initializeMemory(as: UInt8.self, repeating: byte, count: count)
        self.init(storage: storage, lower: 0, count: count)
    }

    /// Calls `body` with the bytes, without a copy.
    @inlinable
    public func withUnsafeBytes<Result, Failure: Error>(
        _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        guard let storage, count > 0 else { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        defer { withExtendedLifetime(storage) {} }
        return try body(UnsafeRawBufferPointer(start: storage.base + lower, count: count))
    }

    /// The bytes decoded as UTF-8. Ill-formed sequences become U+FFFD.
    public var utf8Text: String {
        withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }
}

extension Bytes: RandomAccessCollection {
    public typealias SubSequence = Slice<Bytes>

    @inlinable public var startIndex: Int { 0 }
    @inlinable public var endIndex: Int { count }

    @inlinable
    public subscript(position: Int) -> UInt8 {
        precondition(position >= 0 && position < count, "index out of range")
        return storage.unsafelyUnwrapped.base.load(fromByteOffset: lower + position, as: UInt8.self)
    }

    /// The bytes in `bounds`, counted from zero, sharing the same memory.
    ///
    /// A range subscript returns a `Slice` instead, which keeps the indices of the whole.
    @inlinable
    public func slice(_ bounds: Range<Int>) -> Bytes {
        precondition(bounds.lowerBound >= 0 && bounds.upperBound <= count, "range out of bounds")
        return Bytes(storage: storage, lower: lower + bounds.lowerBound, count: bounds.count)
    }

    @inlinable
    public func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result? {
        try withUnsafeBytes { try body($0.assumingMemoryBound(to: UInt8.self)) }
    }
}

extension Bytes: Hashable {
    public static func == (left: Bytes, right: Bytes) -> Bool {
        guard left.count == right.count else { return false }
        return left.withUnsafeBytes { left in
            right.withUnsafeBytes { right in
                guard let first = left.baseAddress, let second = right.baseAddress else { return true }
                return memcmp(first, second, left.count) == 0
            }
        }
    }

    public func hash(into hasher: inout Hasher) {
        withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension Bytes: ExpressibleByArrayLiteral, ExpressibleByStringLiteral {
    public init(arrayLiteral elements: UInt8...) {
        self.init(elements)
    }

    public init(stringLiteral value: String) {
        self.init(value)
    }
}

extension Bytes: CustomStringConvertible {
    /// The size, not the content, which may hold secrets.
    public var description: String { "\(count) bytes" }
}
