/// A chunk of a body of unknown length (RFC 9112 section 7.1). Writes nothing if there are no bytes, because a chunk of
/// size 0 would end the body.
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

/// The end of a chunked body, with its trailers (RFC 9112 section 7.1.2).
package struct LastChunkText: MessagePart {
    private let trailers: Headers
    package let capacity: Int

    /// Creates the end of a body without trailers.
    package init() {
        trailers = Headers()
        capacity = 5
    }

    /// - Throws: ``HeaderError`` if a trailer must not be sent.
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
