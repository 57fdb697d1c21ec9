import Fetch
import HTTPValues
import Testing

@testable import CurlTransport

@Suite("Clock of a transfer")
struct TransferClockTests {
    @Test("The total timeout applies if it expires first", arguments: [(5, FetchError.Phase.total), (50, .connect)])
    func total(deadline: Int, phase: FetchError.Phase) {
        let start = MonotonicTime.now
        let clock = { (deadline: MonotonicTime?) in
            var clock = TransferClock(timeout: FetchTimeout(connect: .seconds(10)), deadline: deadline)
            clock.begin(.connect, at: start)
            return clock
        }
        let next = clock(start.advanced(by: .seconds(deadline))).nextDeadline(upload: .none, isReceivingPaused: false)
        #expect(next.phase == phase)
        #expect(next.time == start.advanced(by: .seconds(min(deadline, 10))))
    }

    @Test(
        "A timeout error says what was waited for and for how long",
        arguments: [
            (.connect, "Connection timeout to host example.org after 250 ms"),
            (.read, "Timeout on reading data from example.org"),
            (.pool, "Timeout on waiting for a free connection: 3 requests active, 2 waiting, 1 connections open"),
            (.total, "Total timeout of 30 s exceeded while waiting for a connection to example.org"),
        ] as [(FetchError.Phase, String)])
    func words(phase: FetchError.Phase, message: String) {
        let clock = TransferClock(
            timeout: FetchTimeout(connect: .milliseconds(250), total: .seconds(30)), deadline: nil)
        var statistics = PoolStatistics()
        (statistics.activeRequests, statistics.waitingRequests, statistics.openConnections) = (3, 2, 1)
        let error = clock.failure(phase, host: "example.org", statistics: statistics)
        #expect(error.message == message)
        #expect(error.kind == .timeout(phase))
    }
}
