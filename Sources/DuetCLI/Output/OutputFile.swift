import Glibc
import HTTPValues

/// A file that cannot be read or written.
struct FileFailure: Error, CustomStringConvertible {
    let description: String

    /// Creates the error for `errno`.
    init(_ action: String, _ path: String) {
        description = "Cannot \(action) \(path): \(String(cString: strerror(errno)))"
    }
}

extension Bytes {
    /// Writes the bytes to a file, replacing it.
    func write(toFile path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw FileFailure("write", path) }
        defer { close(descriptor) }
        try withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                guard count > 0 || errno == EINTR else { throw FileFailure("write", path) }
                rest = rest.dropFirst(Swift.max(0, count))
            }
        }
    }
}
