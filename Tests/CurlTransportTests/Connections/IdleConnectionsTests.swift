import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Idle connections")
struct IdleConnectionsTests {
    private final class Connection {}

    private func time(_ seconds: UInt64) -> MonotonicTime { MonotonicTime(nanoseconds: seconds * 1_000_000_000) }

    @Test("The connection used last is used first, and only for its origin")
    func mostRecentFirst() {
        var idle = IdleConnections<Connection>(limit: nil, age: nil)
        let (first, second, other) = (Connection(), Connection(), Connection())
        #expect(idle.add(first, to: "a", now: time(1)) == nil)
        #expect(idle.add(second, to: "a", now: time(2)) == nil)
        #expect(idle.add(other, to: "b", now: time(3)) == nil)
        #expect(idle.count == 3)
        #expect(idle.pop(to: "a") === second)
        #expect(idle.pop(to: "a") === first)
        #expect(idle.pop(to: "a") == nil)
        #expect(idle.count == 1)
    }

    @Test("Beyond the limit, the connection that has been idle the longest must go")
    func limit() {
        var idle = IdleConnections<Connection>(limit: 2, age: nil)
        let connections = (0..<3).map { _ in Connection() }
        #expect(idle.add(connections[0], to: "a", now: time(1)) == nil)
        #expect(idle.add(connections[1], to: "b", now: time(2)) == nil)
        #expect(idle.add(connections[2], to: "a", now: time(3)) === connections[0])
        #expect(idle.count == 2)
        var none = IdleConnections<Connection>(limit: 0, age: nil)
        #expect(none.add(connections[0], to: "a", now: time(1)) === connections[0])
        #expect(none.count == 0)
    }

    @Test("Connections expire in the order in which they became idle")
    func age() {
        var idle = IdleConnections<Connection>(limit: nil, age: 5_000_000_000)
        let (first, second) = (Connection(), Connection())
        _ = idle.add(second, to: "b", now: time(2))
        _ = idle.add(first, to: "a", now: time(1))
        #expect(idle.nextExpiry == time(6))
        #expect(idle.popExpired(now: time(5)) == nil)
        #expect(idle.popExpired(now: time(6)) === first)
        #expect(idle.popExpired(now: time(6)) == nil)
        #expect(idle.popExpired(now: time(9)) === second)
        #expect(idle.nextExpiry == nil)
    }

    @Test("A connection that was closed is removed from wherever it is")
    func removal() {
        var idle = IdleConnections<Connection>(limit: nil, age: nil)
        let (first, second) = (Connection(), Connection())
        _ = idle.add(first, to: "a", now: time(1))
        _ = idle.add(second, to: "a", now: time(2))
        idle.remove(first, to: "a")
        idle.remove(first, to: "a")
        #expect(idle.count == 1)
        #expect(idle.popOldest() === second)
        #expect(idle.popOldest() == nil)
    }
}
