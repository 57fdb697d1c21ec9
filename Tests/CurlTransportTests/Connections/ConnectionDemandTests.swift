import Testing

@testable import CurlTransport

@Suite("The demand for connections")
struct ConnectionDemandTests {
    private final class Wish {}
    private final class Attempt {}
    private typealias Demand = ConnectionDemand<String, Wish, Attempt>

    /// Adds a wish, and an attempt if it is its turn.
    private func add(_ wish: Wish, _ key: String, to demand: inout Demand) -> Attempt? {
        guard demand.add(wish, for: key) else { return nil }
        let attempt = Attempt()
        demand.began(attempt, for: key)
        return attempt
    }

    @Test("Each wish opens a connection, and gets the first that is ready, in order of arrival")
    func order() throws {
        var demand = Demand(limit: 8)
        let (first, second) = (Wish(), Wish())
        let slow = try #require(add(first, "a", to: &demand))
        let fast = try #require(add(second, "a", to: &demand))
        demand.ended(fast, for: "a")
        #expect(demand.popWish(for: "a") === first)
        demand.ended(slow, for: "a")
        #expect(demand.popWish(for: "a") === second)
        #expect(demand.popWish(for: "a") == nil)
        #expect(demand.attemptCount == 0)
    }

    @Test("A connection that became free grants a wish; the attempt serves the next one")
    func freed() throws {
        var demand = Demand(limit: 8)
        let (first, second) = (Wish(), Wish())
        let attempt = try #require(add(first, "a", to: &demand))
        #expect(demand.popWish(for: "b") == nil)
        #expect(demand.popWish(for: "a") === first)
        #expect(add(second, "a", to: &demand) == nil)
        demand.ended(attempt, for: "a")
        #expect(demand.popWish(for: "a") === second)
    }

    @Test("At the limit, wishes wait for their turn, and origins take turns")
    func turns() throws {
        var demand = Demand(limit: 2)
        var attempts: [Attempt] = []
        for _ in 0..<2 { attempts.append(try #require(add(Wish(), "a", to: &demand))) }
        for key in ["b", "b", "c"] { #expect(add(Wish(), key, to: &demand) == nil) }
        #expect(demand.nextToOpen() == nil)
        var opened: [String] = []
        for attempt in attempts { demand.ended(attempt, for: "a") }
        _ = demand.popWish(for: "a")
        _ = demand.popWish(for: "a")
        while let (key, _) = demand.nextToOpen() {
            let attempt = Attempt()
            demand.began(attempt, for: key)
            opened.append(key)
            demand.ended(attempt, for: key)
            _ = demand.popWish(for: key)
        }
        #expect(opened == ["b", "c", "b"])
    }

    @Test("An attempt that fails fails one wish, unless the others suffice")
    func failures() throws {
        var demand = Demand(limit: 8)
        let wishes = (0..<2).map { _ in Wish() }
        var attempts: [Attempt] = []
        for wish in wishes { attempts.append(try #require(add(wish, "a", to: &demand))) }
        #expect(demand.popWish(for: "a") === wishes[0])  // granted by a connection that became free
        demand.ended(attempts[0], for: "a")
        #expect(demand.popUnserved(for: "a") == nil)
        demand.ended(attempts[1], for: "a")
        #expect(demand.popUnserved(for: "a") === wishes[1])
    }

    @Test("A wish that is withdrawn gives up an attempt nobody needs")
    func withdrawal() throws {
        var demand = Demand(limit: 2)
        let wishes = (0..<3).map { _ in Wish() }
        var attempts: [Attempt] = []
        for wish in wishes.prefix(2) { attempts.append(try #require(add(wish, "a", to: &demand))) }
        #expect(add(wishes[2], "a", to: &demand) == nil)
        #expect(demand.withdraw(wishes[0], for: "a") == nil)  // the third needs it
        #expect(demand.withdraw(wishes[1], for: "a") === attempts[0])
        demand.ended(attempts[0], for: "a")
        #expect(demand.nextToOpen() == nil)
        #expect(demand.withdraw(wishes[2], for: "a") === attempts[1])
        demand.ended(attempts[1], for: "a")
        #expect(demand.attemptCount == 0)
        #expect(demand.attempts.isEmpty)
    }
}
