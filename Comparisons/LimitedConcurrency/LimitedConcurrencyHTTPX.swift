import HTTPX

/// A semaphore admits 20 tasks at a time to any code that has to be limited.
func semaphoreHTTPX(server: String) async throws {
    let semaphore = AsyncSemaphore(20)
    try await AsyncClient.with { client in
        let codes = try await gather(1...200) { _ in
            try await semaphore.withPermit {
                try await client.get("\(server)/delay/0.02").statusCode
            }
        }
        print(codes.count { $0 == 200 }, "responses")
    }
}

/// Shorter: `gather` starts only 20 tasks at a time.
func limitedGatherHTTPX(server: String) async throws {
    try await AsyncClient.with { client in
        let codes = try await gather(1...200, limit: 20) { _ in
            try await client.get("\(server)/delay/0.02").statusCode
        }
        print(codes.count { $0 == 200 }, "responses")
    }
}

/// The client has 20 connections. Further requests wait for one of them.
func limitedPoolHTTPX(server: String) async throws {
    try await AsyncClient.with(limits: PoolLimits(total: 20)) { client in
        let codes = try await gather(1...200) { _ in
            try await client.get("\(server)/delay/0.02").statusCode
        }
        print(codes.count { $0 == 200 }, "responses")
    }
}
