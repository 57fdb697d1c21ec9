import Glibc
import Measurement

// Styles: ahc, and ahc-main, called from the main actor.
do {
    let assignment = Assignment.fromCommandLine()
    let client = try WorkgroupClient(assignment)
    if assignment.style.hasSuffix("-main") {
        try await measure(client, assignment)
    } else {
        try await Task.detached { try await measure(client, assignment) }.value
    }
    exit(0)
} catch {
    giveUp("\(error)")
}
