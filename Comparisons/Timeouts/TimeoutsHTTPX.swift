import HTTPX

/// A limit for one request. It applies to each phase: connect, read, write, wait for a connection.
func requestTimeoutHTTPX(server: String) async throws {
    try await AsyncClient.with { client in
        do {
            try await client.get("\(server)/delay/5", timeout: 0.1)
        } catch let error as RequestError where error.isTimeout {
            print(error.kind.rawValue)
        }
    }
}

/// Limits for every request of a client, phase by phase. Phases that are not named have 10 seconds.
func phaseTimeoutsHTTPX(server: String) async throws {
    try await AsyncClient.with(timeout: Timeout(10, connect: 2, read: 0.1)) { client in
        do {
            try await client.get("\(server)/delay/5")
        } catch RequestError.readTimeout {
            print("too slow: the client's limit")
        }
        print(try await client.get("\(server)/delay/0.3", timeout: .seconds(5)).statusCode, "with its own limit")
    }
}

/// A limit for the whole request, from the first connection to the last byte. httpx has none.
func totalTimeoutHTTPX(server: String) async throws {
    try await AsyncClient.with(timeout: Timeout(5, total: 0.1)) { client in
        do {
            try await client.get("\(server)/delay/5")
        } catch let error as RequestError where error.isTimeout {
            print(error.kind.rawValue)
        }
    }
}
