import Glibc
import Measurement

// KIND NUMBER OTHER-URL, and then STYLE get COUNT 1 1 URL, as all clients. Styles: httpx, httpx-async, aiohttp.
// Prints a line before that of the measurement: how long it took to bring the circumstance about.
do {
    let circumstance = Circumstance.fromCommandLine()
    let assignment = Assignment.fromCommandLine(after: Circumstance.argumentCount)
    let start = seconds()
    switch assignment.style {
    case "httpx":
        let client = try BlockingHTTPX(circumstance, assignment)
        reportSetup(since: start)
        try measure(client, assignment)
    case "httpx-async":
        try await measureAsync(try AsynchronousHTTPX(circumstance, assignment), circumstance, assignment, since: start)
    default:
        try await measureAsync(try AIOHTTPSession(circumstance, assignment), circumstance, assignment, since: start)
    }
    exit(0)
} catch {
    giveUp("\(error)")
}

/// Off the main actor, as a server's tasks are. What is open stays so until the program ends.
func measureAsync(
    _ client: some GrowthClient, _ circumstance: Circumstance, _ assignment: Assignment, since start: Double
) async throws {
    try await Task.detached {
        switch circumstance.kind {
        case .streams: await openStreams(circumstance, client)
        case .connections: try await openConnections(circumstance, client)
        default: break
        }
        reportSetup(since: start)
        try await measure(client, assignment)
    }.value
}

private func openStreams(_ circumstance: Circumstance, _ client: some GrowthClient) async {
    let (begun, continuation) = AsyncStream.makeStream(of: Void.self)
    for _ in 0..<circumstance.number {
        Task.detached {
            do {
                try await client.read(circumstance.otherURL) { continuation.yield() }
                giveUp("a stream has ended")
            } catch {
                giveUp("\(error)")
            }
        }
    }
    for await _ in begun.prefix(circumstance.number) {}
}

/// The other URL is one whose response takes a while, so that no request gets the connection of another.
private func openConnections(_ circumstance: Circumstance, _ client: some GrowthClient) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<circumstance.number {
            group.addTask { try await client.read(circumstance.otherURL) {} }
        }
        try await group.waitForAll()
    }
}

private func reportSetup(since start: Double) {
    print("{\"setup\": \(seconds() - start)}")
}
