import Fetch
import HTTPX
import Testing

/// Timeouts in httpx's terms.
@Suite struct TimeoutTests {
    @Test(
        "A number limits each phase without a timeout of its own",
        arguments: [
            (10, Timeouts(connect: .seconds(10), read: .seconds(10), write: .seconds(10), pool: .seconds(10))),
            (0.5, Timeouts(connect: .seconds(0.5), read: .seconds(0.5), write: .seconds(0.5), pool: .seconds(0.5))),
            (
                Timeout(5, read: 60),
                Timeouts(connect: .seconds(5), read: .seconds(60), write: .seconds(5), pool: .seconds(5))
            ),
            (Timeout(nil, connect: 1, total: 2), Timeouts(connect: .seconds(1), total: .seconds(2))),
            (.unlimited, .none),
        ] as [(Timeout, Timeouts)])
    func limits(_ timeout: Timeout, _ limits: Timeouts) {
        #expect(timeout.limits == limits)
    }
}
