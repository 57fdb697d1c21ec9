import AIOHTTPClient
import Fetch
import Testing

/// Timeouts in aiohttp's terms.
@Suite struct TimeoutTests {
    @Test(
        "A number limits the whole request, and 0 means no limit",
        arguments: [
            (10, Timeouts(total: .seconds(10))), (0, .none), (.unlimited, .none),
            (ClientTimeout(sockRead: 60), Timeouts(read: .seconds(60))),
            (ClientTimeout(connect: 2, sockConnect: 5), Timeouts(connect: .seconds(2), pool: .seconds(2))),
            (ClientTimeout(connect: 5, sockConnect: 2), Timeouts(connect: .seconds(2), pool: .seconds(5))),
        ] as [(ClientTimeout, Timeouts)])
    func limits(_ timeout: ClientTimeout, _ limits: Timeouts) {
        #expect(timeout.limits == limits)
    }
}
