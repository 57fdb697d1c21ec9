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
