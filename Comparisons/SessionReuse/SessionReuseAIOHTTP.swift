import AIOHTTP

/// The bad pattern: each request pays for a connection.
func sessionPerRequestAIOHTTP(server: String, authority: String) async throws -> JSON {
    var bytes = 0
    for _ in 1...20 {
        let connector = try TCPConnector(ssl: .authorities(path: authority))
        bytes += try await ClientSession.with(connector: connector) { session in
            try await session.get("\(server)/bytes/100") { try await $0.read().count }
        }
    }
    return ["requests": 20, "bytes": .integer(bytes)]
}

/// The good one: the first request pays for all.
func oneSessionAIOHTTP(server: String, authority: String) async throws -> JSON {
    let connector = try TCPConnector(ssl: .authorities(path: authority))
    return try await ClientSession.with(connector: connector) { session in
        var bytes = 0
        for _ in 1...20 {
            bytes += try await session.get("\(server)/bytes/100") { try await $0.read().count }
        }
        return ["requests": 20, "bytes": .integer(bytes)]
    }
}
