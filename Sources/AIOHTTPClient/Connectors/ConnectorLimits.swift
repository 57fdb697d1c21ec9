import Fetch
import HTTPValues

extension PoolLimits {
    /// Creates limits from aiohttp's arguments, in which 0 means no limit. Omitted ones get aiohttp's defaults.
    init(
        connections: Int, perHost: Int = 0, idleAge: Duration? = nil, keepsIdle: Bool = true
    ) {
        let total = connections == 0 ? nil : connections
        self.init(
            total: total, perHost: perHost == 0 ? nil : perHost, idle: keepsIdle ? total : 0,
            idleAge: idleAge ?? FetchPolicy.aiohttp.limits.idleAge)
    }
}
