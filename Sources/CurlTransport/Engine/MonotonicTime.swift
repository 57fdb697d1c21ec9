import CCurl

/// Nanoseconds of the monotonic clock: what deadlines are kept in, because they are compared on every turn.
struct MonotonicTime: Comparable, Sendable {
    var nanoseconds: UInt64

    /// Later than every other time.
    static let never = MonotonicTime(nanoseconds: .max)

    static var now: MonotonicTime {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec))
    }

    static func < (left: MonotonicTime, right: MonotonicTime) -> Bool {
        left.nanoseconds < right.nanoseconds
    }

    /// The time `duration` later; this time when that is negative.
    func advanced(by duration: Duration) -> MonotonicTime {
        let (seconds, attoseconds) = duration.components
        guard seconds >= 0, attoseconds >= 0 else { return self }
        guard seconds < 1 << 32 else { return .never }
        return MonotonicTime(
            nanoseconds: nanoseconds + UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds) / 1_000_000_000)
    }

    /// Seconds until `later`; zero when that has passed.
    func seconds(to later: MonotonicTime) -> Double {
        later <= self ? 0 : Double(later.nanoseconds - nanoseconds) / 1e9
    }

    /// Whole milliseconds until `later`, rounded up, as `epoll_wait` takes them; -1 for ``never``.
    func milliseconds(to later: MonotonicTime) -> Int32 {
        guard later != .never else { return -1 }
        guard later > self else { return 0 }
        let milliseconds = (later.nanoseconds - nanoseconds + 999_999) / 1_000_000
        return Int32(clamping: milliseconds)
    }
}
