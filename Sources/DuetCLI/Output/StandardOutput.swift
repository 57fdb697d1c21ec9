import Glibc
import HTTPValues

/// Standard output without a buffer of its own, so that whoever reads a line has it at once.
enum StandardOutput {
    /// Writes `line` and its end.
    static func writeLine(_ line: String) {
        write(line + "\n")
    }

    /// Writes `text`.
    static func write(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(0, count))
        }
    }
}
