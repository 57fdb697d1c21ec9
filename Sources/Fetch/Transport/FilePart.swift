import Glibc
import HTTPValues

/// Reads part of a file.
enum FilePart {
    /// Reads `length` bytes starting at `offset`.
    ///
    /// - Throws: ``FetchError`` of kind `bodySource` if the file cannot be read or is too short.
    static func read(_ path: String, offset: Int, length: Int) throws(FetchError) -> Bytes {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var bytes = ByteBuilder()
        while bytes.count < length {
            var count = 0
            let position = off_t(offset + bytes.count)
            bytes.append(capacity: min(length - bytes.count, 1 << 20)) { buffer in
                count = pread(descriptor, buffer.baseAddress, min(buffer.count, 1 << 20), position)
                return max(0, count)
            }
            guard count > 0 else {
                throw failure(path, count == 0 ? "it ended early" : String(cString: strerror(errno)))
            }
        }
        return bytes.take()
    }

    private static func failure(_ path: String, _ reason: String) -> FetchError {
        FetchError(.bodySource, "Cannot read \(path): \(reason)")
    }
}
