import AIOHTTPClient
import Fetch
import Testing

/// The defaults of a session are those of aiohttp's policy.
@Suite struct DefaultTests {
    @Test("the default timeout is that of the policy")
    func timeout() {
        #expect(ClientTimeout.sessionDefault.limits == FetchPolicy.aiohttp.timeouts)
    }

    @Test("the default connectors have the limits of the policy")
    func connectors() throws {
        #expect(try TCPConnector().limits == FetchPolicy.aiohttp.limits)
        #expect(try UnixConnector(path: "/tmp/none").limits == FetchPolicy.aiohttp.limits)
    }

    @Test("the arguments of a connector are its limits; 0 is no limit")
    func arguments() throws {
        #expect(
            try TCPConnector(limit: 0, limitPerHost: 2, keepaliveTimeout: 1).limits
                == PoolLimits(total: nil, perHost: 2, idle: nil, idleAge: .seconds(1)))
        #expect(try TCPConnector(limit: 3, forceClose: true).limits.idle == 0)
    }
}
