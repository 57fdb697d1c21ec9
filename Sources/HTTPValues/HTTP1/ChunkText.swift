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

/// The line before a chunk and the one after it, for bytes that are in memory with room around them.
package enum ChunkFrame {
    /// The room before the bytes.
    package static let leading = 18
    /// The room after them.
    package static let trailing = 2

    /// Writes the lines around `count` bytes that begin at ``leading`` in `memory`. Returns where the chunk begins.
    package static func write(around count: Int, in memory: UnsafeMutableRawBufferPointer) -> Int {
        var start = leading - 2
        memory.storeBytes(of: 0x0D, toByteOffset: start, as: UInt8.self)
        memory.storeBytes(of: 0x0A, toByteOffset: start + 1, as: UInt8.self)
        var rest = count
        repeat {
            start -= 1
            let digit = UInt8(rest & 15)
            memory.storeBytes(of: digit < 10 ? 0x30 + digit : 0x57 + digit, toByteOffset: start, as: UInt8.self)
            rest >>= 4
        } while rest > 0
        memory.storeBytes(of: 0x0D, toByteOffset: leading + count, as: UInt8.self)
        memory.storeBytes(of: 0x0A, toByteOffset: leading + count + 1, as: UInt8.self)
        return start
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
