import Fetch
import HTTPValues

/// The idle connections of a client: by key, the most recently used first.
///
/// The most recent one is the most likely to be alive, and the others get old enough to be closed. All operations take
/// constant time: the entries are linked by age, and those of a key as well.
struct IdleConnections<Connection: AnyObject> {
    /// Where an idle connection is. Valid until it is removed.
    typealias Place = Int

    private struct Entry {
        let connection: Connection
        let key: ConnectionKey
        let since: MonotonicTime
        var byAge: Links
        var byKey: Links
    }

    /// The neighbors of an entry in a list, or -1.
    private struct Links {
        var older: Place
        var newer: Place
    }

    /// The maximum number of idle connections.
    private let limit: Int
    /// How long a connection may be idle, in nanoseconds; nil for ever.
    private let age: UInt64?
    private var entries: [Entry?] = []
    private var free: [Place] = []
    private var newestOfKey: [ConnectionKey: Place] = [:]
    private var oldest = -1
    private var newest = -1
    private(set) var count = 0

    init(limit: Int, age: UInt64?) {
        self.limit = limit
        self.age = age
    }

    // MARK: Adding and removing

    /// Adds a connection. The limit may then be exceeded: see ``popSurplus()``.
    mutating func add(_ connection: Connection, for key: ConnectionKey, now: MonotonicTime) -> Place {
        let place = free.popLast() ?? entries.count
        if place == entries.count { entries.append(nil) }
        let below = newestOfKey.updateValue(place, forKey: key) ?? -1
        entries[place] = Entry(
            connection: connection, key: key, since: now, byAge: Links(older: newest, newer: -1),
            byKey: Links(older: below, newer: -1))
        if newest >= 0 { entries[newest]?.byAge.newer = place } else { oldest = place }
        if below >= 0 { entries[below]?.byKey.newer = place }
        newest = place
        count += 1
        return place
    }

    /// Removes and returns the connection at `place`.
    @discardableResult
    mutating func remove(at place: Place) -> Connection? {
        guard let entry = entries[place] else { return nil }
        entries[place] = nil
        free.append(place)
        count -= 1
        let (age, key) = (entry.byAge, entry.byKey)
        if age.older >= 0 { entries[age.older]?.byAge.newer = age.newer } else { oldest = age.newer }
        if age.newer >= 0 { entries[age.newer]?.byAge.older = age.older } else { newest = age.older }
        if key.older >= 0 { entries[key.older]?.byKey.newer = key.newer }
        if key.newer >= 0 {
            entries[key.newer]?.byKey.older = key.older
        } else {
            newestOfKey[entry.key] = key.older >= 0 ? key.older : nil
        }
        return entry.connection
    }

    /// Removes and returns the most recently used connection for `key`.
    mutating func pop(for key: ConnectionKey) -> Connection? {
        newestOfKey[key].flatMap { remove(at: $0) }
    }

    /// Removes and returns the connection that has been idle the longest.
    mutating func popOldest() -> Connection? {
        oldest >= 0 ? remove(at: oldest) : nil
    }

    /// Removes and returns a connection that must be closed to stay within the limit.
    mutating func popSurplus() -> Connection? {
        count > limit ? popOldest() : nil
    }

    // MARK: Age

    /// Removes and returns a connection that has been idle for too long.
    mutating func popExpired(now: MonotonicTime) -> Connection? {
        guard let next = nextExpiry, next <= now else { return nil }
        return popOldest()
    }

    /// When the next connection expires; nil if none does.
    var nextExpiry: MonotonicTime? {
        guard let age, oldest >= 0 else { return nil }
        return entries[oldest]?.since.advanced(by: age)
    }
}
