import AIOHTTP

/// Slow: every request opens a connection of its own.
func sessionPerRequestAIOHTTP(server: String, authority: String) async throws {
    var bytes = 0
    for _ in 1...20 {
        let connector = try TCPConnector(ssl: .authorities(path: authority))
        bytes += try await ClientSession.with(connector: connector) { session in
            try await session.get("\(server)/bytes/100") { try await $0.read().count }
        }
    }
    print("20 requests,", bytes, "bytes")
}

/// Fast: one connection serves all requests.
func oneSessionAIOHTTP(server: String, authority: String) async throws {
    let connector = try TCPConnector(ssl: .authorities(path: authority))
    try await ClientSession.with(connector: connector) { session in
        var bytes = 0
        for _ in 1...20 {
            bytes += try await session.get("\(server)/bytes/100") { try await $0.read().count }
        }
        print("20 requests,", bytes, "bytes")
    }
}
