import Dispatch
import Glibc
import Measurement

// Styles: httpx, httpx-async, aiohttp; the latter two also with -main (called from the main actor) and -loop (on the
// executor that Duet offers for tasks that mostly wait).
let assignment = Assignment.fromCommandLine()
if assignment.style == "httpx" {
    do {
        try measure(BlockingHTTPX(assignment), assignment)
    } catch {
        giveUp("\(error)")
    }
} else if assignment.style.hasSuffix("-main") {
    Task { @MainActor in await run(assignment) }
    dispatchMain()
} else {
    // The main thread sleeps: valgrind does not survive that it ends, as it does in an asynchronous main program.
    Task.detached { [assignment] in await run(assignment) }
    while true { pause() }
}

/// Measures a client where the style says, and ends the program.
@concurrent func run(_ assignment: Assignment) async {
    do {
        if assignment.style.hasPrefix("httpx") {
            try await start(AsynchronousHTTPX(assignment), assignment)
        } else {
            try await start(AIOHTTPSession(assignment), assignment)
        }
        exit(0)
    } catch {
        giveUp("\(error)")
    }
}

func start(_ client: some DuetClient, _ assignment: Assignment) async throws {
    if assignment.style.hasSuffix("-main") {
        try await measureOnMainActor(client, assignment)
    } else if assignment.style.hasSuffix("-loop") {
        let executor = client.executor
        try await Task.detached(executorPreference: executor) { try await measure(client, assignment) }.value
    } else {
        try await measure(client, assignment)
    }
}

@MainActor func measureOnMainActor(_ client: some DuetClient, _ assignment: Assignment) async throws {
    try await measure(client, assignment)
}
