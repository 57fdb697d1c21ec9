import Fetch
import HTTPValues

/// The idle connections of a client: by origin, the most recently used first.
///
/// The most recent one is the most likely to be alive, and the others get old enough to be closed.
struct IdleConnections<Connection: AnyObject> {
    private struct Entry {
        let connection: Connection
        let since: MonotonicTime
    }

    /// The maximum number of idle connections.
    private let limit: Int
    /// How long a connection may be idle, in nanoseconds; nil for ever.
    private let age: UInt64?
    private var entries: [String: [Entry]] = [:]
    private(set) var count = 0

    init(limit: Int?, age: UInt64?) {
        self.limit = limit ?? .max
        self.age = age
    }

    /// Adds a connection. Returns the one that must be closed to stay within the limit, if any.
    mutating func add(_ connection: Connection, to origin: String, now: MonotonicTime) -> Connection? {
        guard limit > 0 else { return connection }
        entries[origin, default: []].append(Entry(connection: connection, since: now))
        count += 1
        return count > limit ? popOldest() : nil
    }

    /// Removes and returns the most recently used connection to `origin`.
    mutating func pop(to origin: String) -> Connection? {
        guard let entry = entries[origin]?.popLast() else { return nil }
        count -= 1
        if entries[origin]?.isEmpty == true { entries[origin] = nil }
        return entry.connection
    }

    /// Removes a connection to `origin`, if it is idle.
    mutating func remove(_ connection: Connection, to origin: String) {
        guard let index = entries[origin]?.firstIndex(where: { $0.connection === connection }) else { return }
        entries[origin]?.remove(at: index)
        count -= 1
        if entries[origin]?.isEmpty == true { entries[origin] = nil }
    }

    /// Removes and returns the connection that has been idle the longest.
    mutating func popOldest() -> Connection? {
        guard let oldest = entries.min(by: { $0.value[0].since < $1.value[0].since }) else { return nil }
        remove(oldest.value[0].connection, to: oldest.key)
        return oldest.value[0].connection
    }

    /// Removes and returns a connection that has been idle for too long.
    mutating func popExpired(now: MonotonicTime) -> Connection? {
        guard let next = nextExpiry, next <= now else { return nil }
        return popOldest()
    }

    /// When the next connection expires; nil if none does.
    var nextExpiry: MonotonicTime? {
        guard let age else { return nil }
        return entries.values.map { $0[0].since }.min()?.advanced(by: age)
    }

    /// Removes and returns all connections.
    mutating func removeAll() -> [Connection] {
        defer { (entries, count) = ([:], 0) }
        return entries.values.flatMap { $0.map(\.connection) }
    }
}
