import Fetch
import HTTPValues

extension PoolLimits {
    /// Limits in aiohttp's terms, in which 0 is no limit. What is not given is aiohttp's default.
    init(
        connections: Int, perHost: Int = 0, idleAge: Duration? = nil, keepsIdle: Bool = true
    ) {
        let total = connections == 0 ? nil : connections
        self.init(
            total: total, perHost: perHost == 0 ? nil : perHost, idle: keepsIdle ? total : 0,
            idleAge: idleAge ?? FetchPolicy.aiohttp.limits.idleAge)
    }
}
