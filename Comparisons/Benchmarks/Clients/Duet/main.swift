import Foundation
import Measurement

// Styles: httpx, httpx-async, aiohttp; the latter two also with -main (called from the main actor) and -loop (on the
// executor that Duet offers for tasks that mostly wait).
let assignment = Assignment.fromCommandLine()
let words = assignment.style.split(separator: "-").map(String.init)

do {
    if assignment.style == "httpx" {
        try measure(BlockingHTTPX(assignment), assignment)
    } else if words.first == "httpx" {
        try start(AsynchronousHTTPX(assignment))
    } else {
        try start(AIOHTTPSession(assignment))
    }
} catch {
    giveUp("\(error)")
}

/// Measures `client` where the style says, and ends the program.
func start(_ client: some DuetClient) -> Never {
    let assignment = assignment
    let place = words.last
    Task.detached {
        do {
            switch place {
            case "main":
                try await onMainActor(client, assignment)
            case "loop":
                try await withTaskExecutorPreference(client.executor) { try await measure(client, assignment) }
            default:
                try await measure(client, assignment)
            }
            exit(0)
        } catch {
            giveUp("\(error)")
        }
    }
    dispatchMain()
}

@MainActor func onMainActor(_ client: some DuetClient, _ assignment: Assignment) async throws {
    try await measure(client, assignment)
}
