import AIOHTTP

/// A request ends when its task is cancelled. The session can still be used.
func cancelledTaskAIOHTTP(server: String) async throws {
    try await ClientSession.with { session in
        let request = Task { try await session.get("\(server)/delay/5") { $0.status } }
        try await Task.sleep(for: .milliseconds(50))
        request.cancel()
        do {
            print(try await request.value)
        } catch is CancellationError {
            print("cancelled")
        }
        print(try await session.get("\(server)/get") { $0.status }, "afterwards")
    }
}

/// The first of several responses wins. The other requests are cancelled.
func firstResponseAIOHTTP(server: String) async throws {
    try await ClientSession.with { session in
        let winner = try await withThrowingTaskGroup(of: String.self) { group in
            for delay in ["5", "0.05"] {
                group.addTask {
                    try await session.get("\(server)/delay/\(delay)") { $0.url.path }
                }
            }
            defer { group.cancelAll() }
            return try await group.next() ?? ""
        }
        print("first:", winner)
    }
}
