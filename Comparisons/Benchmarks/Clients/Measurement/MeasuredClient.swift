/// A client that blocks. Each operation gives the length of the body that it received with status 200.
public protocol BlockingClient {
    func perform(_ assignment: Assignment) throws -> Int
}

/// A client for asynchronous code.
public protocol AsyncClient: Sendable {
    func perform(_ assignment: Assignment) async throws -> Int

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

/// Warms the client up, measures it and prints the result.
public func measure(_ client: some BlockingClient, _ assignment: Assignment) throws {
    func run(_ count: Int) throws -> [Double] {
        try (0..<count).map { _ in
            let start = seconds()
            try check(client.perform(assignment))
            return seconds() - start
        }
    }
    _ = try run(assignment.batch)
    let meter = Meter()
    meter.report(try run(assignment.count))
}

/// Warms the client up, measures it and prints the result.
public func measure(_ client: some AsyncClient, _ assignment: Assignment) async throws {
    @Sendable func once() async throws -> Double {
        let start = seconds()
        try check(await client.perform(assignment))
        return seconds() - start
    }
    func run(_ count: Int) async throws -> [Double] {
        var latencies: [Double] = []
        latencies.reserveCapacity(count)
        while latencies.count < count {
            if assignment.batch == 1 {
                latencies.append(try await once())
            } else {
                let size = min(assignment.batch, count - latencies.count)
                latencies += try await client.gather(size, limit: assignment.limit, once)
            }
        }
        return latencies
    }
    _ = try await run(assignment.batch)
    let meter = Meter()
    meter.report(try await run(assignment.count))
}

private func check(_ length: Int) throws {
    guard length > 0 else { giveUp("not a body with status 200") }
}
