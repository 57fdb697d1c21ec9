/// A chunk of a body whose length is not known beforehand (RFC 9112 section 7.1). Without bytes it is nothing at all: a
/// chunk of size 0 would end the body.
package struct ChunkText: MessagePart {
    private let bytes: Bytes

    package init(_ bytes: Bytes) {
        self.bytes = bytes
    }

    package var capacity: Int { bytes.count + 20 }

    package func write(to memory: UnsafeMutableRawBufferPointer) -> Int {
        guard !bytes.isEmpty else { return 0 }
        var writer = MemoryWriter(memory)
        writer.write(String(bytes.count, radix: 16))
        writer.write("\r\n")
        bytes.withUnsafeBytes { writer.write($0) }
        writer.write("\r\n")
        return writer.count
    }
}

/// The end of a body in chunks, with its trailers (RFC 9112 section 7.1.2).
package struct LastChunkText: MessagePart {
    private let trailers: Headers
    package let capacity: Int

    /// No trailers.
    package init() {
        trailers = Headers()
        capacity = 5
    }

    /// - Throws: ``HeaderError`` when a trailer may not be sent.
    package init(trailers: Headers) throws(HeaderError) {
        self.trailers = trailers
        capacity = try trailers.checkedCapacity() + 5
    }

    package func write(to memory: UnsafeMutableRawBufferPointer) -> Int {
        var writer = MemoryWriter(memory)
        writer.write("0\r\n")
        for field in trailers.fields { writer.writeLine(field) }
        writer.write("\r\n")
        return writer.count
    }
}
