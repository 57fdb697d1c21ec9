/// Chunks of a body whose length is not known beforehand (RFC 9112 section 7.1).
extension ByteSink where Self: ~Copyable {
    /// Writes a chunk. No bytes make none: a chunk of size 0 would end the body.
    @inlinable
    package mutating func writeChunk(_ bytes: UnsafeRawBufferPointer) {
        guard !bytes.isEmpty else { return }
        write(String(bytes.count, radix: 16))
        write("\r\n")
        write(bytes)
        write("\r\n")
    }

    /// Writes the end of the body, with the trailers.
    ///
    /// - Throws: ``HeaderError`` when a trailer may not be sent; nothing is written then.
    @inlinable
    package mutating func writeLastChunk(trailers: Headers = Headers()) throws(HeaderError) {
        try trailers.validate()
        write("0\r\n")
        for field in trailers.fields { writeLine(field) }
        write("\r\n")
    }
}
