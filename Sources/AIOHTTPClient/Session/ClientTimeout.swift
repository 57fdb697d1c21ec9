public import Fetch
import HTTPValues

/// The timeouts of a request, named as in aiohttp. Nil means no timeout.
///
/// ```swift
/// session.get(url, timeout: 10)                                  // the whole request, like a number in aiohttp
/// session.get(url, timeout: ClientTimeout(sockRead: 60))
/// session.get(url, timeout: .unlimited)
/// ```
public struct ClientTimeout: Sendable, Hashable, ClientTimeoutConvertible, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral
{
    /// Seconds for the whole request, including redirects, the wait for a connection and the body.
    public var total: Double?
    /// Seconds to get a connection: the wait for a place in the pool, and opening the connection.
    public var connect: Double?
    /// Seconds to open a new connection: name lookup, TCP and TLS.
    public var sockConnect: Double?
    /// Seconds between two chunks of the response.
    public var sockRead: Double?

    /// Creates timeouts, in seconds.
    public init(
        total: Double? = nil, connect: Double? = nil, sockConnect: Double? = nil, sockRead: Double? = nil
    ) {
        self.total = total
        self.connect = connect
        self.sockConnect = sockConnect
        self.sockRead = sockRead
    }

    /// Creates timeouts from `limits`, except for the write timeout, which aiohttp does not have.
    package init(_ limits: FetchTimeout) {
        func seconds(_ limit: Duration?) -> Double? { limit.map { $0 / .seconds(1) } }
        self.init(
            total: seconds(limits.total), connect: seconds(limits.pool), sockConnect: seconds(limits.connect),
            sockRead: seconds(limits.read))
    }

    /// Creates a timeout for the whole request, in seconds.
    public init(integerLiteral value: Int) {
        self.init(total: Double(value))
    }

    /// Creates a timeout for the whole request, in seconds.
    public init(floatLiteral value: Double) {
        self.init(total: value)
    }

    /// These timeouts as the transport takes them. As in aiohttp, zero means no timeout.
    public var limits: FetchTimeout {
        func limit(_ seconds: Double?) -> Duration? { seconds.flatMap { $0 == 0 ? nil : .seconds($0) } }
        let connecting = [limit(connect), limit(sockConnect)].compactMap(\.self).min()
        return FetchTimeout(
            connect: connecting, read: limit(sockRead), write: nil, pool: limit(connect), total: limit(total))
    }

    public func makeClientTimeout() -> ClientTimeout? { self }
}

/// A type that can be used as the timeout of a request: a number of seconds, a `Duration` or a ``ClientTimeout``.
public protocol ClientTimeoutConvertible: Sendable {
    /// Returns the timeouts, or nil for those of the session.
    func makeClientTimeout() -> ClientTimeout?
}

extension ClientTimeoutConvertible where Self == ClientTimeout {
    /// The default of a session: 300 seconds in total, 30 for a new connection.
    public static var sessionDefault: ClientTimeout { ClientTimeout(FetchPolicy.aiohttp.timeout) }

    /// No timeouts.
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
