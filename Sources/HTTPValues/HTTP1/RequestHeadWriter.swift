/// Writes the head of an HTTP/1.1 request (RFC 9112 sections 3 and 5).
package struct RequestHeadWriter: Sendable {
    package let method: HTTPMethod
    /// The target in the form that its receiver wants (RFC 9112 section 3.2).
    package let target: String
    package let headers: Headers
    package let framing: BodyFraming

    package init(method: HTTPMethod, target: String, headers: Headers, framing: BodyFraming) {
        self.method = method
        self.target = target
        self.headers = headers
        self.framing = framing
    }

    /// Appends the head to `sink`.
    ///
    /// How the body is framed is what ``framing`` says, and is written where the headers first speak of it, whatever they
    /// say there.
    ///
    /// - Throws: ``HeaderError`` when a part may not be sent; `sink` is then as it was.
    @inlinable
    package func write<Sink: ByteSink & ~Copyable>(to sink: inout Sink) throws(HeaderError) {
        try sink.writeWhole { sink throws(HeaderError) in
            try writeRequestLine(to: &sink)
            var hasFraming = false
            for field in headers.fields {
                if let problem = field.problem { throw problem }
                if !field.isFraming {
                    sink.writeLine(field)
                } else if !hasFraming {
                    sink.writeLine(framing)
                    hasFraming = true
                }
            }
            if !hasFraming { sink.writeLine(framing) }
            sink.write("\r\n")
        }
    }

    @inlinable
    func writeRequestLine<Sink: ByteSink & ~Copyable>(to sink: inout Sink) throws(HeaderError) {
        guard method.rawValue.isToken else { throw .illegalValue(name: "method") }
        guard isTargetValid else { throw .illegalValue(name: "request target") }
        sink.write(method.rawValue)
        sink.write(" ")
        sink.write(target)
        sink.write(" HTTP/1.1\r\n")
    }

    @usableFromInline
    var isTargetValid: Bool { target.withUTF8Bytes { UnsafeRawBufferPointer($0).isRequestTarget } }
}
