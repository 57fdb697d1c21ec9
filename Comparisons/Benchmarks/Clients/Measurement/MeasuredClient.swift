/// A client that blocks. Each operation gives the length of the body, nil for another status than 200.
public protocol BlockingClient {
    func perform(_ assignment: Assignment) throws -> Int?
}

/// A client for asynchronous code.
public protocol AsyncClient: Sendable {
    func perform(_ assignment: Assignment) async throws -> Int?

    /// Runs `operation` that many times, at most `limit` at a time: what a user of this client would write.
    func gather(
        _ count: Int, limit: Int, _ operation: @escaping @Sendable () async throws -> Double
    ) async throws -> [Double]
}

extension AsyncClient {
    /// A task group: what Swift offers without a library.
    public func gather(
        _ count: Int, limit: Int, _ operation: @escaping @Sendable () async throws -> Double
    ) async throws -> [Double] {
        try await withThrowingTaskGroup(of: Double.self) { group in
            var results: [Double] = []
            results.reserveCapacity(count)
            for _ in 0..<min(limit, count) { group.addTask { try await operation() } }
            var started = min(limit, count)
            while let result = try await group.next() {
                results.append(result)
                guard started < count else { continue }
                started += 1
                group.addTask { try await operation() }
            }
            return results
        }
    }
}
