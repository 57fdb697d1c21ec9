import HTTPX

/// The bad pattern: each request pays for a connection.
func clientPerRequestHTTPX(server: String, authority: String) async throws -> JSON {
    let options = ClientOptions(verify: .authorities(path: authority))
    var bytes = 0
    for _ in 1...20 {
        bytes += try await AsyncClient.with(options) { client in
            try await client.get("\(server)/bytes/100").content.count
        }
    }
    return ["requests": 20, "bytes": .integer(bytes)]
}

/// The good one: the first request pays for all.
func oneClientHTTPX(server: String, authority: String) async throws -> JSON {
    let options = ClientOptions(verify: .authorities(path: authority))
    return try await AsyncClient.with(options) { client in
        var bytes = 0
        for _ in 1...20 {
            bytes += try await client.get("\(server)/bytes/100").content.count
        }
        return ["requests": 20, "bytes": .integer(bytes)]
    }
}
