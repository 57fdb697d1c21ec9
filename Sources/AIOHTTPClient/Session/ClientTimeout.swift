public import Fetch
import HTTPValues

/// The time limits of a request, as aiohttp has them; nil means none.
///
/// ```swift
/// session.get(url, timeout: 10)                                  // all of it, like a number in aiohttp
/// session.get(url, timeout: ClientTimeout(sockRead: 60))
/// session.get(url, timeout: .unlimited)
/// ```
public struct ClientTimeout: Sendable, Hashable, ClientTimeoutConvertible, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral
{
    /// Seconds for the whole request: redirects, waiting for a connection and the body.
    public var total: Double?
    /// Seconds for getting a connection: the wait for a place in the pool, and making it.
    public var connect: Double?
    /// Seconds for making a new connection: name look-up, TCP and TLS.
    public var sockConnect: Double?
    /// Seconds between two pieces of the response.
    public var sockRead: Double?

    /// Limits, in seconds.
    public init(
        total: Double? = nil, connect: Double? = nil, sockConnect: Double? = nil, sockRead: Double? = nil
    ) {
        self.total = total
        self.connect = connect
        self.sockConnect = sockConnect
        self.sockRead = sockRead
    }

    /// These limits, but for that on sending, which aiohttp does not have.
    package init(_ limits: Timeouts) {
        func seconds(_ limit: Duration?) -> Double? { limit.map { $0 / .seconds(1) } }
        self.init(
            total: seconds(limits.total), connect: seconds(limits.pool), sockConnect: seconds(limits.connect),
            sockRead: seconds(limits.read))
    }

    /// A limit for the whole request, in seconds.
    public init(integerLiteral value: Int) {
        self.init(total: Double(value))
    }

    /// A limit for the whole request, in seconds.
    public init(floatLiteral value: Double) {
        self.init(total: value)
    }

    /// The same in the words of the protocol. Zero, as in aiohttp, is no limit.
    public var limits: Timeouts {
        func limit(_ seconds: Double?) -> Duration? { seconds.flatMap { $0 == 0 ? nil : .seconds($0) } }
        let connecting = [limit(connect), limit(sockConnect)].compactMap(\.self).min()
        return Timeouts(
            connect: connecting, read: limit(sockRead), write: nil, pool: limit(connect), total: limit(total))
    }

    public func makeClientTimeout() -> ClientTimeout? { self }
}

/// A type that can be used as the time limit of a request: a number of seconds, a `Duration` or a ``ClientTimeout``.
public protocol ClientTimeoutConvertible: Sendable {
    /// Returns the limits; nil for those of the session.
    func makeClientTimeout() -> ClientTimeout?
}

extension ClientTimeoutConvertible where Self == ClientTimeout {
    /// The default of a session: 300 seconds for the whole request, 30 for a new connection.
    public static var sessionDefault: ClientTimeout { ClientTimeout(FetchPolicy.aiohttp.timeouts) }

    /// No limits.
    public static var unlimited: ClientTimeout { ClientTimeout() }

    /// Seconds for the whole request.
    public static func seconds(_ seconds: Double) -> ClientTimeout { ClientTimeout(total: seconds) }

    /// Milliseconds for the whole request.
    public static func milliseconds(_ milliseconds: Double) -> ClientTimeout {
        ClientTimeout(total: milliseconds / 1000)
    }
}

extension Double: ClientTimeoutConvertible {
    public func makeClientTimeout() -> ClientTimeout? { ClientTimeout(total: self) }
}

extension Int: ClientTimeoutConvertible {
    public func makeClientTimeout() -> ClientTimeout? { ClientTimeout(total: Double(self)) }
}

extension Duration: ClientTimeoutConvertible {
    public func makeClientTimeout() -> ClientTimeout? { ClientTimeout(total: self / .seconds(1)) }
}

extension Optional: ClientTimeoutConvertible where Wrapped: ClientTimeoutConvertible {
    public func makeClientTimeout() -> ClientTimeout? { self?.makeClientTimeout() }
}
