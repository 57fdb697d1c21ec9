import AIOHTTP

/// A limit for one request. It applies to the whole request, including redirects and the body.
func requestTimeoutAIOHTTP(server: String) async throws {
    try await ClientSession.with { session in
        do {
            try await session.get("\(server)/delay/5", timeout: 0.1) { print($0.status) }
        } catch let error as ClientError where error.isTimeout {
            print(error.kind.rawValue)
        }
    }
}

/// Limits for every request of a session, phase by phase. Phases that are not named have none.
func phaseTimeoutsAIOHTTP(server: String) async throws {
    try await ClientSession.with(timeout: ClientTimeout(sockConnect: 2, sockRead: 0.1)) { session in
        do {
            try await session.get("\(server)/delay/5") { print($0.status) }
        } catch ClientError.socketTimeout {
            print("too slow: the client's limit")
        }
        try await session.get("\(server)/delay/0.3", timeout: .seconds(5)) { print($0.status, "with its own limit") }
    }
}

/// A limit for the whole request, from the first connection to the last byte.
func totalTimeoutAIOHTTP(server: String) async throws {
    try await ClientSession.with(timeout: ClientTimeout(total: 0.1)) { session in
        do {
            try await session.get("\(server)/delay/5") { print($0.status) }
        } catch let error as ClientError where error.isTimeout {
            print(error.kind.rawValue)
        }
    }
}
