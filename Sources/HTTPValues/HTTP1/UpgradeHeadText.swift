/// The head of the response that switches the protocol of a connection (RFC 9110 section 7.8).
package struct UpgradeHeadText: MessagePart {
    private let headers: Headers
    package let capacity: Int

    /// - Parameter headers: The headers for the new protocol. `Connection` is always written. A length and a transfer
    ///   coding are omitted, because a 101 response has neither (RFC 9110 section 8.6, RFC 9112 section 6.1).
    /// - Throws: ``HeaderError`` if a header must not be sent.
    package init(_ headers: Headers) throws(HeaderError) {
        self.headers = headers
        capacity = try headers.checkedCapacity() + 64
    }

    package func write(to memory: UnsafeMutableRawBufferPointer) -> Int {
        var writer = MemoryWriter(memory)
        writer.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n")
        for field in headers.fields where !field.name.equalsIgnoringASCIICase("Connection") && !field.isFraming {
            writer.writeLine(field)
        }
        writer.write("\r\n")
        return writer.count
    }
}
