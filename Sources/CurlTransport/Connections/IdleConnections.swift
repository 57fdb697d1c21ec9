import Fetch
import HTTPValues

/// The idle connections of a client: by key, the most recently used first.
///
/// The most recent one is the most likely to be alive, and the others get old enough to be closed. All operations take
/// constant time: the entries are linked by age, and those of a key as well.
struct IdleConnections<Connection: AnyObject> {
    /// Where an idle connection is. Valid until it is removed.
    typealias Place = Int

    /// The idle connections for one key. Whoever holds it finds them without a look-up.
    final class Line {
        let key: ConnectionKey
        fileprivate var newest = -1
        /// Whether this is still the line for its key. Empty lines are dropped from time to time.
        fileprivate(set) var isListed = true

        fileprivate init(_ key: ConnectionKey) {
            self.key = key
        }
    }

    private struct Entry {
        let connection: Connection
        let line: Line
        let since: MonotonicTime
        var byAge: Links
        var inLine: Links
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
    private var lines: [ConnectionKey: Line] = [:]
    private var oldest = -1
    private var newest = -1
    private(set) var count = 0

    init(limit: Int, age: UInt64?) {
        self.limit = limit
        self.age = age
    }

    /// Returns the line for `key`, which may be empty.
    mutating func line(for key: ConnectionKey) -> Line {
        if let line = lines[key] { return line }
        if lines.count > 2 * count + 64 { dropEmptyLines() }
        let line = Line(key)
        lines[key] = line
        return line
    }

    private mutating func dropEmptyLines() {
        lines = lines.filter { _, line in
            line.isListed = line.newest >= 0
            return line.isListed
        }
    }

    // MARK: Adding and removing

    /// Adds a connection. The limit may then be exceeded: see ``popSurplus()``.
    mutating func add(_ connection: Connection, to line: Line, now: MonotonicTime) -> Place {
        let line = line.isListed ? line : self.line(for: line.key)
        let place = free.popLast() ?? entries.count
        if place == entries.count { entries.append(nil) }
        entries[place] = Entry(
            connection: connection, line: line, since: now, byAge: Links(older: newest, newer: -1),
            inLine: Links(older: line.newest, newer: -1))
        if newest >= 0 { entries[newest]?.byAge.newer = place } else { oldest = place }
        if line.newest >= 0 { entries[line.newest]?.inLine.newer = place }
        newest = place
        line.newest = place
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
        let (age, line) = (entry.byAge, entry.inLine)
        if age.older >= 0 { entries[age.older]?.byAge.newer = age.newer } else { oldest = age.newer }
        if age.newer >= 0 { entries[age.newer]?.byAge.older = age.older } else { newest = age.older }
        if line.older >= 0 { entries[line.older]?.inLine.newer = line.newer }
        if line.newer >= 0 { entries[line.newer]?.inLine.older = line.older } else { entry.line.newest = line.older }
        return entry.connection
    }

    /// Removes and returns the most recently used connection of `line`.
    mutating func pop(from line: Line) -> Connection? {
        line.newest >= 0 ? remove(at: line.newest) : nil
    }

    /// Removes and returns the connection that has been idle the longest.
    mutating func popOldest() -> Connection? {
        oldest >= 0 ? remove(at: oldest) : nil
    }

    /// Removes and returns a connection that must be closed to stay within the limit.
    mutating func popSurplus() -> Connection? {
        count > limit ? popOldest() : nil
    }

    /// Calls `body` with each connection.
    func forEach(_ body: (Connection) -> Void) {
        for entry in entries { if let entry { body(entry.connection) } }
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
