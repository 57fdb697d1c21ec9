import Fetch
import HTTPValues
import MiniServer
import Testing

@testable import CurlTransport

@Suite("Idle connections")
struct IdleConnectionsTests {
    private final class Connection {}

    private func time(_ seconds: UInt64) -> MonotonicTime { MonotonicTime(nanoseconds: seconds * 1_000_000_000) }

    private func key(_ host: String) throws -> ConnectionKey {
        ConnectionKey(of: WireRequest(method: .get, url: try FetchURL("http://\(host)/"), headers: [:]))
    }

    @Test("The connection used last is used first, and only for its origin")
    func mostRecentFirst() throws {
        var idle = IdleConnections<Connection>(limit: 10, age: nil)
        let (a, b) = (idle.line(for: try key("a")), idle.line(for: try key("b")))
        let (first, second, other) = (Connection(), Connection(), Connection())
        _ = idle.add(first, to: a, now: time(1))
        _ = idle.add(second, to: a, now: time(2))
        _ = idle.add(other, to: b, now: time(3))
        #expect(idle.count == 3)
        #expect(idle.pop(from: a) === second)
        #expect(idle.pop(from: a) === first)
        #expect(idle.pop(from: a) == nil)
        #expect(idle.count == 1)
        #expect(idle.pop(from: b) === other)
    }

    @Test("Beyond the limit, the connection that has been idle the longest must go")
    func limit() throws {
        var idle = IdleConnections<Connection>(limit: 2, age: nil)
        let connections = (0..<3).map { _ in Connection() }
        for (index, host) in ["a", "b", "a"].enumerated() {
            #expect(idle.popSurplus() == nil)
            let line = idle.line(for: try key(host))
            _ = idle.add(connections[index], to: line, now: time(UInt64(index)))
        }
        #expect(idle.popSurplus() === connections[0])
        #expect(idle.count == 2)
        var none = IdleConnections<Connection>(limit: 0, age: nil)
        _ = none.add(connections[0], to: none.line(for: try key("a")), now: time(1))
        #expect(none.popSurplus() === connections[0])
        #expect(none.count == 0)
    }

    @Test("Connections expire in the order in which they became idle")
    func age() throws {
        var idle = IdleConnections<Connection>(limit: 10, age: 5_000_000_000)
        let (first, second) = (Connection(), Connection())
        _ = idle.add(first, to: idle.line(for: try key("a")), now: time(1))
        _ = idle.add(second, to: idle.line(for: try key("b")), now: time(2))
        #expect(idle.nextExpiry == time(6))
        #expect(idle.popExpired(now: time(5)) == nil)
        #expect(idle.popExpired(now: time(6)) === first)
        #expect(idle.popExpired(now: time(6)) == nil)
        #expect(idle.popExpired(now: time(9)) === second)
        #expect(idle.nextExpiry == nil)
    }

    @Test("A thousand random steps leave the same connections as a plain list")
    func model() throws {
        var idle = IdleConnections<Connection>(limit: 20, age: nil)
        let keys = try ["a", "b", "c"].map(key)
        var model: [(connection: Connection, key: ConnectionKey, place: Int)] = []
        var generator = SeededGenerator(seed: 7)
        for step in 0..<1000 {
            let key = keys[Int.random(in: 0..<3, using: &generator)]
            switch Int.random(in: 0..<5, using: &generator) {
            case 0, 1:
                let connection = Connection()
                model.append((connection, key, idle.add(connection, to: idle.line(for: key), now: time(UInt64(step)))))
                let surplus = idle.popSurplus()
                #expect(surplus === (model.count > 20 ? model.removeFirst().connection : nil))
            case 2:
                let index = model.lastIndex { $0.key == key }
                #expect(idle.pop(from: idle.line(for: key)) === index.map { model.remove(at: $0).connection })
            case 3 where !model.isEmpty:
                let entry = model.remove(at: Int.random(in: 0..<model.count, using: &generator))
                #expect(idle.remove(at: entry.place) === entry.connection)
            default:
                #expect(idle.popOldest() === (model.isEmpty ? nil : model.removeFirst().connection))
            }
            #expect(idle.count == model.count)
        }
    }
}
