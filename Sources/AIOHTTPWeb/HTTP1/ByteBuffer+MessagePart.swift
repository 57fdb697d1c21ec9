import HTTPValues
import NIOCore

extension ByteBuffer {
    /// Writes `part` at the end.
    mutating func write(_ part: some MessagePart) {
        writeWithUnsafeMutableBytes(minimumWritableBytes: part.capacity) { part.write(to: $0) }
    }
}
