import Glibc
import Measurement

// Styles: httpx, httpx-async, aiohttp; the latter two also with -main (called from the main actor) and -loop (on the
// executor that Duet offers for tasks that mostly wait).
do {
    let assignment = Assignment.fromCommandLine()
    if assignment.style == "httpx" {
        try measure(BlockingHTTPX(assignment), assignment)
    } else if assignment.style.hasPrefix("httpx") {
        try await start(AsynchronousHTTPX(assignment), assignment)
    } else {
        try await start(AIOHTTPSession(assignment), assignment)
    }
    exit(0)
} catch {
    giveUp("\(error)")
}

/// Measures `client` where the style says; this runs on the main actor.
@MainActor func start(_ client: some DuetClient, _ assignment: Assignment) async throws {
    if assignment.style.hasSuffix("-main") {
        try await measure(client, assignment)
    } else if assignment.style.hasSuffix("-loop") {
        let executor = client.executor
        try await Task.detached(executorPreference: executor) { try await measure(client, assignment) }.value
    } else {
        try await Task.detached { try await measure(client, assignment) }.value
    }
}
