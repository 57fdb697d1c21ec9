import Glibc
import HTTPValues

/// Unbuffered standard output, so that a reader gets each line at once.
enum StandardOutput {
    /// Writes `line` and a newline.
    static func writeLine(_ line: String) {
        write(line + "\n")
    }

    /// Writes `text`.
    static func write(_ text: String) {
        write(Bytes(text))
    }

    /// Writes `bytes`.
    static func write(_ bytes: Bytes) {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return }
            rest = rest.dropFirst(max(0, count))
        }
    }
}
