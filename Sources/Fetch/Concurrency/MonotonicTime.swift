import Glibc
import HTTPValues

/// A time of the monotonic clock in nanoseconds, used for deadlines.
///
/// It replaces `ContinuousClock.Instant`, whose layout is not known at compile time. Every request that contained one
/// would be copied through runtime witness tables.
public struct MonotonicTime: Comparable, Hashable, Sendable {
    /// Nanoseconds since some time before the process started.
    public var nanoseconds: UInt64

    /// Creates a time.
    public init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// A time later than all others.
    public static let never = MonotonicTime(nanoseconds: .max)

    /// The current time.
    public static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
    }

    public static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// Returns the time `duration` later, or this time if `duration` is negative.
    public func advanced(by duration: Duration) -> MonotonicTime {
        advanced(by: Self.nanoseconds(of: duration))
    }

    /// Returns the time this many nanoseconds later.
    package func advanced(by nanoseconds: UInt64) -> MonotonicTime {
        let (sum, isTooLarge) = self.nanoseconds.addingReportingOverflow(nanoseconds)
        return isTooLarge ? .never : MonotonicTime(nanoseconds: sum)
    }

    /// Returns `duration` in nanoseconds, or zero if it is negative. For a duration that is added repeatedly.
    package static func nanoseconds(of duration: Duration) -> UInt64 {
        let attoseconds = duration.attoseconds
        guard attoseconds > 0 else { return 0 }
        // A single machine division. `components` needs two 128-bit divisions.
        let high = UInt64(truncatingIfNeeded: attoseconds >> 64)
        let perNanosecond: UInt64 = 1_000_000_000
        guard high < perNanosecond else { return .max }
        return perNanosecond.dividingFullWidth((high, UInt64(truncatingIfNeeded: attoseconds))).quotient
    }

    /// Returns the duration until `later`, or zero if that has passed.
    public func duration(to later: MonotonicTime) -> Duration {
        later <= self ? .zero : .nanoseconds(Int64(clamping: later.nanoseconds - nanoseconds))
    }

    /// Returns the milliseconds until `later`, rounded up, or -1 for ``never``, as `epoll_wait` expects.
    package func milliseconds(to later: MonotonicTime) -> Int32 {
        guard later != .never else { return -1 }
        guard later > self else { return 0 }
        let milliseconds = (later.nanoseconds - nanoseconds + 999_999) / 1_000_000
        return Int32(clamping: milliseconds)
    }
}
