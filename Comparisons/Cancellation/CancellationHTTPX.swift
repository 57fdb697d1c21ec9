import HTTPX

/// A request ends when its task is cancelled. The client can still be used.
func cancelledTaskHTTPX(server: String) async throws {
    try await AsyncClient.with { client in
        let request = Task { try await client.get("\(server)/delay/5").statusCode }
        try await Task.sleep(for: .milliseconds(50))
        request.cancel()
        do {
            print(try await request.value)
        } catch is CancellationError {
            print("cancelled")
        }
        print(try await client.get("\(server)/get").statusCode, "afterwards")
    }
}

/// The first of several responses wins. The other requests are cancelled.
func firstResponseHTTPX(server: String) async throws {
    try await AsyncClient.with { client in
        let winner = try await withThrowingTaskGroup(of: String.self) { group in
            for delay in ["5", "0.05"] {
                group.addTask {
                    try await client.get("\(server)/delay/\(delay)").url.path
                }
            }
            defer { group.cancelAll() }
            return try await group.next() ?? ""
        }
        print("first:", winner)
    }
}
