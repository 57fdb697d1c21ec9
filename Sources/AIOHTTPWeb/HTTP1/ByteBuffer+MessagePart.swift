import HTTPValues
import NIOCore

extension ByteBuffer {
    /// Appends `part`.
    mutating func write(_ part: some MessagePart) {
        writeWithUnsafeMutableBytes(minimumWritableBytes: part.capacity) { part.write(to: $0) }
    }
}
