/// The head of an HTTP/1.1 request as written by a client (RFC 9112 sections 3 and 5).
package struct RequestHeadText: MessagePart {
    private let method: String
    private let target: String
    private let headers: Headers
    private let framing: BodyFraming
    package let capacity: Int

    /// - Parameters:
    ///   - target: The target in the form that the receiver expects (RFC 9112 section 3.2).
    ///   - framing: The body framing. It takes the place of the first framing header in `headers`, or follows the last
    ///     header. Other framing headers are dropped.
    /// - Throws: ``HeaderError`` if a part must not be sent.
    package init(
        method: HTTPMethod, target: String, headers: Headers, framing: BodyFraming
    ) throws(HeaderError) {
        guard method.rawValue.isToken else { throw .illegalValue(name: "method") }
        guard target.withUTF8Bytes({ UnsafeRawBufferPointer($0).isRequestTarget }) else {
            throw .illegalValue(name: "request target")
        }
        self.method = method.rawValue
        self.target = target
        self.headers = headers
        self.framing = framing
        let startLine = method.rawValue.utf8.count + target.utf8.count + 12
        capacity = startLine + (try headers.checkedCapacity()) + BodyFraming.lineCapacity + 2
    }

    package func write(to memory: UnsafeMutableRawBufferPointer) -> Int {
        var writer = MemoryWriter(memory)
        writer.write(method)
        writer.write(" ")
        writer.write(target)
        writer.write(" HTTP/1.1\r\n")
        var hasFraming = false
        for field in headers.fields {
            if !field.isFraming {
                writer.writeLine(field)
            } else if !hasFraming {
                writer.writeLine(framing)
                hasFraming = true
            }
        }
        if !hasFraming { writer.writeLine(framing) }
        writer.write("\r\n")
        return writer.count
    }
}
