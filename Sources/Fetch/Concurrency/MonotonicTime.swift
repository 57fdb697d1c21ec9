import Glibc
import HTTPValues

/// A moment of the monotonic clock, in nanoseconds: what deadlines are kept in.
///
/// `ContinuousClock.Instant` would say the same, but its layout is not known when a program is built, and every request
/// would be copied through the runtime's tables for having one in it.
public struct MonotonicTime: Comparable, Hashable, Sendable {
    /// Nanoseconds since some moment before the process began.
    public var nanoseconds: UInt64

    /// That moment.
    public init(nanoseconds: UInt64) {
        self.nanoseconds = nanoseconds
    }

    /// Later than every other time.
    public static let never = MonotonicTime(nanoseconds: .max)

    /// The present.
    public static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
    }

    public static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The time `duration` later; this time when that is negative.
    public func advanced(by duration: Duration) -> MonotonicTime {
        advanced(by: Self.nanoseconds(of: duration))
    }

    /// The time so many nanoseconds later.
    package func advanced(by nanoseconds: UInt64) -> MonotonicTime {
        let (sum, isTooLarge) = self.nanoseconds.addingReportingOverflow(nanoseconds)
        return isTooLarge ? .never : MonotonicTime(nanoseconds: sum)
    }

    /// `duration` in nanoseconds, for what is added to a time again and again; zero when it is negative.
    package static func nanoseconds(of duration: Duration) -> UInt64 {
        let attoseconds = duration.attoseconds
        guard attoseconds > 0 else { return 0 }
        // One division of the machine, where `components` makes two of 128 bits.
        let high = UInt64(truncatingIfNeeded: attoseconds >> 64)
        let perNanosecond: UInt64 = 1_000_000_000
        guard high < perNanosecond else { return .max }
        return perNanosecond.dividingFullWidth((high, UInt64(truncatingIfNeeded: attoseconds))).quotient
    }

    /// How long it is until `later`; zero when that has passed.
    public func duration(to later: MonotonicTime) -> Duration {
        later <= self ? .zero : .nanoseconds(Int64(clamping: later.nanoseconds - nanoseconds))
    }

    /// Whole milliseconds until `later`, rounded up, as `epoll_wait` takes them; -1 for ``never``.
    package func milliseconds(to later: MonotonicTime) -> Int32 {
        guard later != .never else { return -1 }
        guard later > self else { return 0 }
        let milliseconds = (later.nanoseconds - nanoseconds + 999_999) / 1_000_000
        return Int32(clamping: milliseconds)
    }
}
