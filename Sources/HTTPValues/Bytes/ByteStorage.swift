import Glibc

/// A block of raw memory, recycled through ``ByteStoragePool`` if its size is one of the pool's classes.
@usableFromInline
final class ByteStorage: @unchecked Sendable {
    // Sendable by construction: written only before it is shared, read-only afterwards.
    @usableFromInline let base: UnsafeMutableRawPointer
    @usableFromInline let capacity: Int

    private init(base: UnsafeMutableRawPointer, capacity: Int) {
        self.base = base
        self.capacity = capacity
    }

    /// Returns a block of at least `capacity` bytes with undefined content.
    @usableFromInline
    static func make(capacity: Int) -> ByteStorage {
        let size = ByteStoragePool.roundUp(capacity)
        return ByteStorage(base: ByteStoragePool.shared.take(size), capacity: size)
    }

    /// Like ``make(capacity:)``, but returns nil if there is not enough memory.
    static func makeIfPossible(capacity: Int) -> ByteStorage? {
        let size = ByteStoragePool.roundUp(capacity)
        guard ByteStoragePool.isHuge(size) else { return make(capacity: capacity) }
        return ByteStoragePool.takeHuge(size).map { ByteStorage(base: $0, capacity: size) }
    }

    deinit {
        ByteStoragePool.shared.give(base, capacity)
    }
}

/// A pool of freed blocks, bounded, in power-of-two classes from 16 KiB to 4 MiB.
///
/// Without it, the allocator trims and refaults the memory of every larger body. That costs more than receiving it.
struct ByteStoragePool: ~Copyable, Sendable {
    static let shared = ByteStoragePool()

    private static let smallestShift = 14
    private static let largestShift = 22
    /// The maximum number of idle bytes in all classes together.
    private static let idleLimit = 32 << 20
    private static let hugePage = 2 << 20

    private struct Idle {
        var blocks: [[UInt]] = Array(repeating: [], count: largestShift - smallestShift + 1)
        var total = 0
    }

    private let idle = Locked(Idle())

    /// The size of a block for `capacity` bytes.
    static func roundUp(_ capacity: Int) -> Int {
        if capacity > 1 << largestShift { return (capacity + hugePage - 1) / hugePage * hugePage }
        if capacity < 1 << (smallestShift - 1) { return max(capacity, 16) }
        let shift = Int.bitWidth - (max(capacity, 1 << smallestShift) - 1).leadingZeroBitCount
        return 1 << shift
    }

    private static func sizeClass(_ size: Int) -> Int? {
        guard size >= 1 << smallestShift, size <= 1 << largestShift, size.nonzeroBitCount == 1 else { return nil }
        return size.trailingZeroBitCount - smallestShift
    }

    func take(_ size: Int) -> UnsafeMutableRawPointer {
        if let sizeClass = Self.sizeClass(size) {
            let block = idle.withLock { idle -> UInt? in
                guard let block = idle.blocks[sizeClass].popLast() else { return nil }
                idle.total -= size
                return block
            }
            if let block, let pointer = UnsafeMutableRawPointer(bitPattern: block) { return pointer }
        }
        guard Self.isHuge(size) else { return UnsafeMutableRawPointer.fromMalloc(byteCount: size) }
        guard let pointer = Self.takeHuge(size) else { fatalError("There is no memory for \(size) bytes") }
        return pointer
    }

    /// Whether a block of that size is worth huge pages.
    static func isHuge(_ size: Int) -> Bool { size > 1 << largestShift }

    /// Returns a block for huge pages, or nil if there is not enough memory.
    static func takeHuge(_ size: Int) -> UnsafeMutableRawPointer? {
        var pointer: UnsafeMutableRawPointer?
        guard posix_memalign(&pointer, hugePage, size) == 0 else { return nil }
        madvise(pointer, size, MADV_HUGEPAGE)
        return pointer
    }

    func give(_ pointer: UnsafeMutableRawPointer, _ size: Int) {
        if let sizeClass = Self.sizeClass(size) {
            let kept = idle.withLock { idle -> Bool in
                guard idle.total + size <= Self.idleLimit else { return false }
                idle.blocks[sizeClass].append(UInt(bitPattern: pointer))
                idle.total += size
                return true
            }
            if kept { return }
        }
        free(pointer)
    }
}

extension UnsafeMutableRawPointer {
    /// Allocates memory to be released with `free`. On Linux, `allocate` costs several times as much because it
    /// requests an alignment. Traps if there is no memory, as `allocate` does.
    package static func fromMalloc(byteCount: Int) -> UnsafeMutableRawPointer {
        guard let pointer = malloc(byteCount) else { fatalError("There is no memory for \(byteCount) bytes") }
        return pointer
    }
}
