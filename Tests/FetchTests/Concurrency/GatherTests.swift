import Fetch
import HTTPValues
import Testing

@Suite("Gather and semaphore")
struct GatherTests {
    private final class Gauge: Sendable {
        private let state = Locked((now: 0, most: 0))
        func enter() {
            state.withLock {
                $0.now += 1; $0.most = max($0.most, $0.now)
            }
        }
        func leave() { state.withLock { $0.now -= 1 } }
        var most: Int { state.withLock { $0.most } }
    }

    private struct Failure: Error {}

    @Test("Results come in input order, whatever finishes first", arguments: [nil, 1, 3, 1000])
    func order(limit: Int?) async throws {
        let results = try await gather(0..<50, limit: limit) { index in
            for _ in 0..<(index % 7) { await Task.yield() }
            return index * 2
        }
        #expect(results == (0..<50).map { $0 * 2 })
    }

    @Test("No more operations than the limit run at once")
    func limit() async throws {
        let gauge = Gauge()
        _ = try await gather(0..<40, limit: 5) { _ in
            gauge.enter()
            for _ in 0..<5 { await Task.yield() }
            gauge.leave()
        }
        #expect(gauge.most <= 5)
        #expect(gauge.most >= 1)
    }

    @Test("The first error cancels the rest and is thrown")
    func failure() async {
        await #expect(throws: Failure.self) {
            _ = try await gather(0..<10) { index in
                if index == 3 { throw Failure() }
                try await Task.sleep(for: .seconds(60))
                return index
            }
        }
    }

    @Test("Empty input gives empty output")
    func empty() async throws {
        #expect(try await gather([Int]()) { $0 }.isEmpty)
    }

    @Test("A semaphore limits concurrency and lets everyone through eventually")
    func semaphore() async throws {
        let semaphore = AsyncSemaphore(4)
        let gauge = Gauge()
        _ = try await gather(0..<60) { _ in
            try await semaphore.withPermit {
                gauge.enter()
                for _ in 0..<5 { await Task.yield() }
                gauge.leave()
            }
        }
        #expect(gauge.most <= 4)
    }

    @Test("A task cancelled while waiting leaves the queue without losing a permit")
    func cancelledWaiter() async throws {
        let semaphore = AsyncSemaphore(1)
        try await semaphore.withPermit {
            let waiter = Task { try await semaphore.withPermit { true } }
            await Task.yield()
            waiter.cancel()
            await #expect(throws: CancellationError.self) { try await waiter.value }
        }
        #expect(try await semaphore.withPermit { true })
    }
}
