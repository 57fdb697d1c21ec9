import Fetch
import HTTPX
import Testing

/// Timeouts in httpx's terms.
@Suite struct TimeoutTests {
    @Test(
        "A number limits each phase without a timeout of its own",
        arguments: [
            (10, FetchTimeout(connect: .seconds(10), read: .seconds(10), write: .seconds(10), pool: .seconds(10))),
            (0.5, FetchTimeout(connect: .seconds(0.5), read: .seconds(0.5), write: .seconds(0.5), pool: .seconds(0.5))),
            (
                Timeout(5, read: 60),
                FetchTimeout(connect: .seconds(5), read: .seconds(60), write: .seconds(5), pool: .seconds(5))
            ),
            (Timeout(nil, connect: 1, total: 2), FetchTimeout(connect: .seconds(1), total: .seconds(2))),
            (.unlimited, .none),
        ] as [(Timeout, FetchTimeout)])
    func limits(_ timeout: Timeout, _ limits: FetchTimeout) {
        #expect(timeout.limits == limits)
    }

    @Test("One pattern catches every timeout, and nothing else", arguments: FetchError.Phase.allCases)
    func pattern(phase: FetchError.Phase) async throws {
        #expect(await isCaught(FetchError(.timeout(phase), "too slow")))
        #expect(!(RequestError.timeout ~= FetchError(.timeout(phase), "of no client")))
        #expect(await !isCaught(FetchError(.connect, "refused")))
        #expect(await !isCaught(FetchError(.status(504), "Gateway Timeout")))
    }

    private func isCaught(_ failure: FetchError) async -> Bool {
        do {
            try await AsyncClient(transport: MockTransport { _ in throw failure }).get("http://mock.test/")
            return false
        } catch RequestError.timeout {
            return true
        } catch {
            return false
        }
    }
}
