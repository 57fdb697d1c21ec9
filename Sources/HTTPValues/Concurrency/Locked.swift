public import Synchronization

/// A value protected by a lock.
///
/// This is the standard library's `Mutex` with its handover made visible to the Thread Sanitizer. A contended `Mutex`
/// is handed over inside the kernel, where the sanitizer cannot see the ordering and reports false races.
///
/// Public, because the compiler only specializes public generics in other modules. As `@inlinable package`, a blocking
/// request took 20,000 more instructions (`.ci/instructions`).
public struct Locked<Value: ~Copyable>: ~Copyable, Sendable {
    @usableFromInline let mutex: Mutex<Value>
    @usableFromInline let handOver = Atomic<UInt8>(0)

    /// Creates a lock around `value`.
    @inlinable
    public init(_ value: consuming sending Value) {
        mutex = Mutex(value)
    }

    /// Acquires the lock and calls `body` with the value.
    @inlinable
    public borrowing func withLock<Result, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        try mutex.withLock { value throws(Failure) in
            _ = handOver.load(ordering: .acquiring)
            defer { handOver.store(0, ordering: .releasing) }
            return try body(&value)
        }
    }

    /// Calls `body` with the value if the lock is free. Otherwise returns nil.
    @inlinable
    public borrowing func withLockIfAvailable<Result, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result? {
        try mutex.withLockIfAvailable { value throws(Failure) in
            _ = handOver.load(ordering: .acquiring)
            defer { handOver.store(0, ordering: .releasing) }
            return try body(&value)
        }
    }
}
