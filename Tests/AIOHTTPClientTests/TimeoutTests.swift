import AIOHTTPClient
import Fetch
import Testing

/// Timeouts in aiohttp's terms.
@Suite struct TimeoutTests {
    @Test(
        "A number limits the whole request, and 0 means no limit",
        arguments: [
            (10, FetchTimeout(total: .seconds(10))), (0, .none), (.unlimited, .none),
            (ClientTimeout(sockRead: 60), FetchTimeout(read: .seconds(60))),
            (ClientTimeout(connect: 2, sockConnect: 5), FetchTimeout(connect: .seconds(2), pool: .seconds(2))),
            (ClientTimeout(connect: 5, sockConnect: 2), FetchTimeout(connect: .seconds(2), pool: .seconds(5))),
        ] as [(ClientTimeout, FetchTimeout)])
    func limits(_ timeout: ClientTimeout, _ limits: FetchTimeout) {
        #expect(timeout.limits == limits)
    }
}
