public import Fetch
import HTTPValues

/// The time limits of a request, as httpx has them: each of four phases on its own, five seconds by default.
///
/// ```swift
/// client.get(url, timeout: 10)                       // each phase
/// client.get(url, timeout: Timeout(5, read: 60))     // a long wait for the response
/// client.get(url, timeout: .milliseconds(500))
/// client.get(url, timeout: .unlimited)
/// client.get(url, timeout: Timeout(5, total: 30))    // and a limit for all of it, which httpx does not have
/// ```
public struct Timeout: Sendable, Hashable, TimeoutConvertible, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
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

    public func makeTimeout() -> Timeout? { self }
}

/// A type that can be used as the time limit of a request: a number of seconds, a `Duration` or a ``Timeout``.
public protocol TimeoutConvertible: Sendable {
    /// Returns the limits; nil for those of the client.
    func makeTimeout() -> Timeout?
}

extension TimeoutConvertible where Self == Timeout {
    /// No limits at all.
    public static var unlimited: Timeout { Timeout(Timeouts.none) }

    /// Seconds for each phase.
    public static func seconds(_ seconds: Double) -> Timeout { Timeout(seconds) }

    /// Milliseconds for each phase.
    public static func milliseconds(_ milliseconds: Double) -> Timeout { Timeout(milliseconds / 1000) }
}

extension Double: TimeoutConvertible {
    public func makeTimeout() -> Timeout? { Timeout(self) }
}

extension Int: TimeoutConvertible {
    public func makeTimeout() -> Timeout? { Timeout(Double(self)) }
}

extension Duration: TimeoutConvertible {
    public func makeTimeout() -> Timeout? { Timeout(self / .seconds(1)) }
}

extension Optional: TimeoutConvertible where Wrapped: TimeoutConvertible {
    public func makeTimeout() -> Timeout? { self?.makeTimeout() }
}
