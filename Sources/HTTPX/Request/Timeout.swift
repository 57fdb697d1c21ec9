public import Fetch
import HTTPValues

/// The timeouts of a request, as in httpx: one for each of four phases, five seconds by default.
///
/// ```swift
/// client.get(url, timeout: 10)                       // 10 s for each phase
/// client.get(url, timeout: Timeout(5, read: 60))     // a slow response
/// client.get(url, timeout: .milliseconds(500))
/// client.get(url, timeout: .unlimited)
/// client.get(url, timeout: Timeout(5, total: 30))    // 30 s for the whole request, not available in httpx
/// ```
public struct Timeout: Sendable, Hashable, TimeoutConvertible, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// The timeout of each phase.
    public var limits: FetchTimeout

    /// Creates timeouts, in seconds. Phases that are nil use `seconds`, and if that is nil too, they have no timeout.
    /// `total` is the timeout for the whole request, including redirects and the body; nil means none.
    public init(
        _ seconds: Double?, connect: Double? = nil, read: Double? = nil, write: Double? = nil, pool: Double? = nil,
        total: Double? = nil
    ) {
        func limit(_ own: Double?) -> Duration? { (own ?? seconds).map { .seconds($0) } }
        limits = FetchTimeout(
            connect: limit(connect), read: limit(read), write: limit(write), pool: limit(pool),
            total: total.map { .seconds($0) })
    }

    /// Creates timeouts from their phases.
    public init(_ limits: FetchTimeout) {
        self.limits = limits
    }

    /// Creates a timeout of this many seconds for each phase.
    public init(integerLiteral value: Int) {
        self.init(Double(value))
    }

    /// Creates a timeout of this many seconds for each phase.
    public init(floatLiteral value: Double) {
        self.init(value)
    }

    /// Creates timeouts of the same number of seconds for each phase.
    public init(_ seconds: some BinaryInteger) {
        self.init(Double(seconds))
    }

    public func makeTimeout() -> Timeout? { self }
}

/// A type that can be used as the timeout of a request: a number of seconds, a `Duration` or a ``Timeout``.
public protocol TimeoutConvertible: Sendable {
    /// Returns the timeouts, or nil for those of the client.
    func makeTimeout() -> Timeout?
}

extension TimeoutConvertible where Self == Timeout {
    /// No timeouts.
    public static var unlimited: Timeout { Timeout(FetchTimeout.none) }

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
