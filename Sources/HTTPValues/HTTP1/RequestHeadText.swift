/// The first line of an HTTP/1.1 request (RFC 9112 section 3).
package struct RequestLineText: MessagePart {
    private let method: String
    private let target: String
    package let capacity: Int

    /// - Parameter target: The target in the form that the receiver expects (RFC 9112 section 3.2).
    /// - Throws: ``HeaderError`` if a part must not be sent.
    package init(method: HTTPMethod, target: String) throws(HeaderError) {
        guard method == .get || method.rawValue.isToken else { throw .illegalValue(name: "method") }
        guard target.withUTF8Bytes({ UnsafeRawBufferPointer($0).isRequestTarget }) else {
            throw .illegalValue(name: "request target")
        }
        self.method = method.rawValue
        self.target = target
        capacity = method.rawValue.utf8.count + target.utf8.count + 12
    }

    package func write(to memory: UnsafeMutableRawBufferPointer) -> Int {
        var writer = MemoryWriter(memory)
        writer.write(method)
        writer.write(" ")
        writer.write(target)
        writer.write(" HTTP/1.1\r\n")
        return writer.count
    }
}

/// The headers of an HTTP/1.1 request as written by a client, and the empty line (RFC 9112 section 5).
package struct RequestFieldsText: MessagePart {
    private let headers: Headers
    private let framing: BodyFraming
    private let host: String?
    private let proxyHeaders: Headers
    package let capacity: Int

    /// - Parameters:
    ///   - framing: The body framing. It takes the place of the first framing header in `headers`, or follows the last
    ///     header. Other framing headers are dropped.
    ///   - host: The host to write first, unless `headers` have one, which then comes first (RFC 9110 section 7.2). Nil
    ///     for none.
    ///   - proxyHeaders: Headers for a proxy, which follow the host.
    /// - Throws: ``HeaderError`` if a part must not be sent.
    package init(
        _ headers: Headers, framing: BodyFraming, host: String? = nil, proxyHeaders: Headers = Headers()
    ) throws(HeaderError) {
        self.headers = headers
        self.framing = framing
        self.host = host
        self.proxyHeaders = proxyHeaders
        let hostLine = host.map { $0.utf8.count + 8 } ?? 0
        let lines = try headers.checkedCapacity() + proxyHeaders.checkedCapacity()
        capacity = hostLine + lines + BodyFraming.lineCapacity + 2
    }

    package func write(to memory: UnsafeMutableRawBufferPointer) -> Int {
        var writer = MemoryWriter(memory)
        writeHost(&writer)
        for field in proxyHeaders.fields { writer.writeLine(field) }
        writeFields(&writer)
        writer.write("\r\n")
        return writer.count
    }

    private func writeHost(_ writer: inout MemoryWriter) {
        guard let host else { return }
        if let own = headers.fields.first(where: \.isHost) {
            writer.writeLine(own)
        } else {
            writer.write("Host: ")
            writer.write(host)
            writer.write("\r\n")
        }
    }

    private func writeFields(_ writer: inout MemoryWriter) {
        var hasFraming = false
        for field in headers.fields {
            if field.isFraming {
                if !hasFraming { writer.writeLine(framing) }
                hasFraming = true
            } else if host == nil || !field.isHost {
                writer.writeLine(field)
            }
        }
        if !hasFraming { writer.writeLine(framing) }
    }
}

extension Headers.Field {
    fileprivate var isHost: Bool { name.utf8.count == 4 && name.equalsIgnoringASCIICase("host") }
}
