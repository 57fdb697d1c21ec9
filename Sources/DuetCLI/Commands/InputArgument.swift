import Glibc
import HTTPValues

/// An argument that stands for text, `@FILE` for a file, or `-` for standard input.
struct InputArgument {
    private let text: String

    init(_ text: String) {
        self.text = text
    }

    func read() throws -> Bytes {
        if text == "-" { return try Self.readToEnd(STDIN_FILENO, of: "standard input") }
        guard text.hasPrefix("@") else { return Bytes(text) }
        let path = String(text.dropFirst())
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure("read", path) }
        defer { close(descriptor) }
        return try Self.readToEnd(descriptor, of: path)
    }

    private static func readToEnd(_ descriptor: Int32, of name: String) throws -> Bytes {
        var bytes = ByteBuilder()
        var chunk = [UInt8](repeating: 0, count: 64 << 10)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw FileFailure("read", name) }
            guard count > 0 else { return bytes.take() }
            chunk.withUnsafeBytes { bytes.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }
}

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
