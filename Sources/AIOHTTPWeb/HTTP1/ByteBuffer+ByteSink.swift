import HTTPValues
import NIOCore

extension ByteBuffer: ByteSink {
    var count: Int { readableBytes }

    mutating func write(_ bytes: UnsafeRawBufferPointer) {
        writeBytes(bytes)
    }

    mutating func truncate(to count: Int) {
        moveWriterIndex(to: readerIndex + count)
    }
}
