import HTTPX

/// A semaphore lets 20 through: whatever is inside counts.
func semaphoreHTTPX(server: String) async throws -> JSON {
    let semaphore = AsyncSemaphore(20)
    return try await AsyncClient.with { client in
        let codes = try await gather(1...200) { _ in
            try await semaphore.withPermit {
                try await client.get("\(server)/delay/0.02").statusCode
            }
        }
        return ["answers": .integer(codes.filter { $0 == 200 }.count)]
    }
}

/// The same in a word: only 20 tasks exist at a time.
func limitedGatherHTTPX(server: String) async throws -> JSON {
    try await AsyncClient.with { client in
        let codes = try await gather(1...200, limit: 20) { _ in
            try await client.get("\(server)/delay/0.02").statusCode
        }
        return ["answers": .integer(codes.filter { $0 == 200 }.count)]
    }
}

/// A pool of 20 connections: the client itself keeps the rest waiting.
func limitedPoolHTTPX(server: String) async throws -> JSON {
    let options = ClientOptions(limits: PoolLimits(total: 20))
    return try await AsyncClient.with(options) { client in
        let codes = try await gather(1...200) { _ in
            try await client.get("\(server)/delay/0.02").statusCode
        }
        return ["answers": .integer(codes.filter { $0 == 200 }.count)]
    }
}
