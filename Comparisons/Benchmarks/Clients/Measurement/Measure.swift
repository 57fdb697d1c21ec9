/// Warms the client up, measures it and prints the result.
public func measure(_ client: some BlockingClient, _ assignment: Assignment) throws {
    func run(_ count: Int) throws -> [Double] {
        try (0..<count).map { _ in
            let start = seconds()
            check(try client.perform(assignment))
            return seconds() - start
        }
    }
    let start = seconds()
    _ = try run(assignment.batch)
    let meter = Meter(first: seconds() - start)
    meter.report(try run(assignment.count))
}

/// Warms the client up, measures it and prints the result.
public func measure(_ client: some AsyncClient, _ assignment: Assignment) async throws {
    let run = AsyncRun(client: client, assignment: assignment)
    let start = seconds()
    _ = try await run.perform(assignment.batch)
    let meter = Meter(first: seconds() - start)
    meter.report(try await run.perform(assignment.count))
}

private struct AsyncRun<Client: AsyncClient> {
    let client: Client
    let assignment: Assignment

    /// Does so many operations in batches, and gives the seconds that each took.
    func perform(_ count: Int) async throws -> [Double] {
        var latencies: [Double] = []
        latencies.reserveCapacity(count)
        while latencies.count < count {
            if assignment.batch == 1 {
                latencies.append(try await Self.once(client, assignment))
            } else {
                latencies += try await gather(min(assignment.batch, count - latencies.count))
            }
        }
        return latencies
    }

    private func gather(_ count: Int) async throws -> [Double] {
        try await client.gather(count, limit: assignment.limit) { [client, assignment] in
            try await Self.once(client, assignment)
        }
    }

    private static func once(_ client: Client, _ assignment: Assignment) async throws -> Double {
        let start = seconds()
        check(try await client.perform(assignment))
        return seconds() - start
    }
}

private func check(_ length: Int?) {
    guard length != nil else { giveUp("not status 200") }
}
