public import Fetch
import HTTPValues

/// The time limits of a request, as httpx has them: each of four phases on its own, five seconds by default.
///
/// ```swift
/// client.get(url, timeout: 10)                       // each phase
/// client.get(url, timeout: Timeout(5, read: 60))     // a long wait for the response
/// client.get(url, timeout: .unlimited)
/// client.get(url, timeout: Timeout(5, total: 30))    // and a limit for all of it, which httpx does not have
/// ```
public struct Timeout: Sendable, Hashable, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// The limits.
    public var limits: Timeouts

    /// The same limit, in seconds, for each of the four phases, except those that are given.
    ///
    /// - Parameter total: A limit for the whole request, body and redirects included; nil for none.
    public init(
        _ seconds: Double?, connect: Double? = nil, read: Double? = nil, write: Double? = nil, pool: Double? = nil,
        total: Double? = nil
    ) {
        func limit(_ own: Double?) -> Duration? { (own ?? seconds).map { .seconds($0) } }
        limits = Timeouts(
            connect: limit(connect), read: limit(read), write: limit(write), pool: limit(pool),
            total: total.map { .seconds($0) })
    }

    /// These limits.
    public init(_ limits: Timeouts) {
        self.limits = limits
    }

    /// Seconds for each phase.
    public init(integerLiteral value: Int) {
        self.init(Double(value))
    }

    /// Seconds for each phase.
    public init(floatLiteral value: Double) {
        self.init(value)
    }

    /// No limits at all.
    public static let unlimited = Timeout(Timeouts.none)
}
