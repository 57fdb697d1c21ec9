import HTTPX

/// Slow: every request opens a connection of its own.
func clientPerRequestHTTPX(server: String, authority: String) async throws {
    let options = ClientOptions(verify: .authorities(path: authority))
    var bytes = 0
    for _ in 1...20 {
        bytes += try await AsyncClient.with(options) { client in
            try await client.get("\(server)/bytes/100").content.count
        }
    }
    print("20 requests,", bytes, "bytes")
}

/// Fast: one connection serves all requests.
func oneClientHTTPX(server: String, authority: String) async throws {
    let options = ClientOptions(verify: .authorities(path: authority))
    try await AsyncClient.with(options) { client in
        var bytes = 0
        for _ in 1...20 {
            bytes += try await client.get("\(server)/bytes/100").content.count
        }
        print("20 requests,", bytes, "bytes")
    }
}
