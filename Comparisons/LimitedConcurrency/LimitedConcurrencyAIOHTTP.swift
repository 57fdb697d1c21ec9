import AIOHTTP

/// A semaphore lets 20 through: whatever is inside counts.
func semaphoreAIOHTTP(server: String) async throws -> JSON {
    let semaphore = AsyncSemaphore(20)
    return try await ClientSession.with { session in
        let codes = try await gather(1...200) { _ in
            try await semaphore.withPermit {
                try await session.get("\(server)/delay/0.02") { $0.status }
            }
        }
        return ["answers": .integer(codes.filter { $0 == 200 }.count)]
    }
}

/// The same in a word: only 20 tasks exist at a time.
func limitedGatherAIOHTTP(server: String) async throws -> JSON {
    try await ClientSession.with { session in
        let codes = try await gather(1...200, limit: 20) { _ in
            try await session.get("\(server)/delay/0.02") { $0.status }
        }
        return ["answers": .integer(codes.filter { $0 == 200 }.count)]
    }
}

/// A pool of 20 connections: the session itself keeps the rest waiting.
func limitedPoolAIOHTTP(server: String) async throws -> JSON {
    let connector = try TCPConnector(limit: 20)
    return try await ClientSession.with(connector: connector) { session in
        let codes = try await gather(1...200) { _ in
            try await session.get("\(server)/delay/0.02") { $0.status }
        }
        return ["answers": .integer(codes.filter { $0 == 200 }.count)]
    }
}
