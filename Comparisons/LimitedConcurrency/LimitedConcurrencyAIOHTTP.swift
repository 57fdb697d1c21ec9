import AIOHTTP

/// A semaphore admits 20 tasks at a time to any code that has to be limited.
func semaphoreAIOHTTP(server: String) async throws {
    let semaphore = AsyncSemaphore(20)
    try await ClientSession.with { session in
        let codes = try await gather(1...200) { _ in
            try await semaphore.withPermit {
                try await session.get("\(server)/delay/0.02") { $0.status }
            }
        }
        print(codes.count { $0 == 200 }, "responses")
    }
}

/// Shorter: `gather` starts only 20 tasks at a time.
func limitedGatherAIOHTTP(server: String) async throws {
    try await ClientSession.with { session in
        let codes = try await gather(1...200, limit: 20) { _ in
            try await session.get("\(server)/delay/0.02") { $0.status }
        }
        print(codes.count { $0 == 200 }, "responses")
    }
}

/// The session has 20 connections. Further requests wait for one of them.
func limitedPoolAIOHTTP(server: String) async throws {
    try await ClientSession.with(connector: TCPConnector(limit: 20)) { session in
        let codes = try await gather(1...200) { _ in
            try await session.get("\(server)/delay/0.02") { $0.status }
        }
        print(codes.count { $0 == 200 }, "responses")
    }
}
