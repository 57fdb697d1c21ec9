import AIOHTTPClient
import Fetch
import FetchConformance
import Glibc
import HTTPValues
import HTTPX

extension StyleDifference {
    static let limits = about(.limits, timeout + pool)

    private static func words(_ limits: FetchTimeout) -> String {
        [
            ("connect", limits.connect), ("read", limits.read), ("write", limits.write), ("pool", limits.pool),
            ("total", limits.total),
        ].compactMap { name, limit in limit.map { "\(name) \($0.inWords)" } }.joined(separator: ", ")
    }

    private static let timeout = [
        StyleDifference(
            "timeouts", "timeouts", httpx: "5 s per phase, no overall limit",
            aiohttp: "300 s in total, 30 s to connect", isDecisive: true,
            .look(
                httpx: words(FetchPolicy.httpx.timeout), aiohttp: words(FetchPolicy.aiohttp.timeout),
                byHTTPX: { _, _ in words(ClientOptions().timeout.limits) },
                byAIOHTTP: { _ in words(ClientTimeout.sessionDefault.limits) })),
        StyleDifference(
            "timeout-number", "`timeout: 10`", httpx: "10 s per phase", aiohttp: "10 s in total",
            .look(
                httpx: "connect 10 s, read 10 s, write 10 s, pool 10 s", aiohttp: "total 10 s",
                byHTTPX: { _, _ in words((10 as Timeout).limits) },
                byAIOHTTP: { _ in words((10 as ClientTimeout).limits) })),
        StyleDifference(
            "timeout-zero", "`timeout: 0`", httpx: "times out at once", aiohttp: "no limit",
            .look(
                httpx: "a timeout", aiohttp: "200",
                byHTTPX: { caller, server in
                    do {
                        return "\(try await caller.get(server.origin, ClientOptions(timeout: 0)).statusCode)"
                    } catch let error as RequestError where error.isTimeout {
                        return "a timeout"
                    }
                },
                byAIOHTTP: { server in
                    try await ClientSession.with(timeout: 0) { session in
                        try await session.get(server.origin) { "\($0.status)" }
                    }
                })),
    ]

    private static let pool = [
        StyleDifference(
            "idle-age", "how long an idle connection is kept",
            .look(
                httpx: "2 connections", aiohttp: "1 connection",
                byHTTPX: { caller, server in
                    try await caller.with { client in
                        try await client.get(server.origin)
                        try await Task.sleep(for: .milliseconds(6500))
                        try await client.get(server.origin)
                        return server.connectionsInWords
                    }
                },
                byAIOHTTP: { server in
                    try await ClientSession.with { session in
                        _ = try await session.get(server.origin) { try await $0.read() }
                        try await Task.sleep(for: .milliseconds(6500))
                        _ = try await session.get(server.origin) { try await $0.read() }
                        return server.connectionsInWords
                    }
                })
        ) { $0.limits.idleAge?.inWords ?? "unlimited" },
        StyleDifference(
            "idle-connections", "idle connections kept",
            .look(
                at: .replies([[.pause(milliseconds: 700), .send(reply())]]), httpx: "20", aiohttp: "25",
                byHTTPX: { caller, server in
                    try await caller.with { client in
                        _ = try await gather(0..<25) { _ in try await client.get(server.origin).statusCode }
                        await server.wait { $0.openConnections <= 20 }
                        return "\(server.log.openConnections)"
                    }
                },
                byAIOHTTP: { server in
                    try await ClientSession.with { session in
                        _ = try await gather(0..<25) { _ in
                            try await session.get(server.origin) { try await $0.read() }
                        }
                        return "\(server.log.openConnections)"
                    }
                })
        ) { "at most \($0.limits.idle ?? 0)" },
        StyleDifference(
            "trust-env", "proxies from the environment (`HTTP_PROXY` etc.)",
            .look(
                httpx: "proxy", aiohttp: "server", changesEnvironment: true,
                byHTTPX: { caller, server in
                    server.becomeTheProxyOfThisProcess()
                    try await caller.get(server.origin)
                    return server.log.requests[0].isOther ? "proxy" : "server"
                },
                byAIOHTTP: { server in
                    server.becomeTheProxyOfThisProcess()
                    try await ClientSession.with { session in try await session.get(server.origin) { _ in } }
                    return server.log.requests[0].isOther ? "proxy" : "server"
                })
        ) { $0.trustsEnvironment ? "used" : "ignored, unless `trustEnv: true`" },
    ]
}

extension ScriptedServer {
    fileprivate var connectionsInWords: String {
        log.connections == 1 ? "1 connection" : "\(log.connections) connections"
    }

    /// Makes the server's second origin the proxy in the environment of this process.
    fileprivate func becomeTheProxyOfThisProcess() {
        setenv("http_proxy", otherOrigin, 1)
        unsetenv("no_proxy")
        unsetenv("NO_PROXY")
    }
}
