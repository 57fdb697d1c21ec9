import Glibc
import HTTPValues
import Synchronization

/// Shows on standard error how far a long operation is: in place on a terminal, otherwise a line at its start.
enum ProgressLine {
    /// Runs `operation`, which calls its argument after each of `count` steps.
    static func show<Result>(
        _ label: String, of count: Int, _ operation: (@escaping @Sendable () -> Void) async -> Result
    ) async -> Result {
        let isTerminal = isatty(STDERR_FILENO) == 1
        write(isTerminal ? "\(label) …" : "\(label) …\n")
        let done = Mutex(0)
        let result = await operation {
            done.withLock { done in
                done += 1
                if isTerminal { write("\r\u{1B}[K\(label): \(done) of \(count)") }
            }
        }
        if isTerminal { write("\r\u{1B}[K") }
        return result
    }

    private static func write(_ text: String) {
        text.withCString { _ = Glibc.write(STDERR_FILENO, $0, strlen($0)) }
    }
}
