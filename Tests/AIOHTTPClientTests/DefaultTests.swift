import AIOHTTPClient
import Fetch
import Testing

/// Session defaults match aiohttp's policy.
@Suite struct DefaultTests {
    @Test("The default timeout comes from the policy")
    func timeout() {
        #expect(ClientTimeout.sessionDefault.limits == FetchPolicy.aiohttp.timeout)
    }

    @Test("The default connectors have the limits of the policy")
    func connectors() throws {
        #expect(try TCPConnector().limits == FetchPolicy.aiohttp.limits)
        #expect(try UnixConnector(path: "/tmp/none").limits == FetchPolicy.aiohttp.limits)
    }

    @Test("Connector arguments set its limits, and 0 means no limit")
    func arguments() throws {
        #expect(
            try TCPConnector(limit: 0, limitPerHost: 2, keepaliveTimeout: 1).limits
                == PoolLimits(total: nil, perHost: 2, idle: nil, idleAge: .seconds(1)))
        #expect(try TCPConnector(limit: 3, forceClose: true).limits.idle == 0)
    }
}
