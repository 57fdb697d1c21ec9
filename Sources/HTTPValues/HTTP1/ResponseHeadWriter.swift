/// Writes the head of an HTTP/1.1 response (RFC 9112 sections 4 and 5).
package struct ResponseHeadWriter: Sendable {
    /// The value of `Server` where the response has none; nil for no such line.
    package let serverName: String?
    /// The value of `Date` where the response has none.
    package let date: [UInt8]

    package init(serverName: String?, date: [UInt8]) {
        self.serverName = serverName
        self.date = date
    }

    /// Appends the head to `sink`.
    ///
    /// - Parameter reason: The reason phrase; nil for that of the registry.
    /// - Throws: ``HeaderError`` when a part may not be sent; `sink` is then as it was.
    @inlinable
    package func write<Sink: ByteSink & ~Copyable>(
        status: Int, reason: String?, _ headers: Headers, _ plan: ResponsePlan, to sink: inout Sink
    ) throws(HeaderError) {
        try sink.writeWhole { sink throws(HeaderError) in
            try writeStatusLine(status, reason, to: &sink)
            try writeFields(headers, plan.framing, to: &sink)
            switch plan.connectionField {
            case .none: break
            case .close: sink.write("Connection: close\r\n")
            case .keepAlive: sink.write("Connection: keep-alive\r\n")
            }
            sink.write("\r\n")
        }
    }

    @inlinable
    func writeStatusLine<Sink: ByteSink & ~Copyable>(
        _ status: Int, _ reason: String?, to sink: inout Sink
    ) throws(HeaderError) {
        if status == 200, reason == nil {
            sink.write("HTTP/1.1 200 OK\r\n")
            return
        }
        guard (100..<1000).contains(status) else { throw .illegalValue(name: "status") }
        let reason = reason ?? ReasonPhrase.text(for: status)
        guard reason.isFieldValue else { throw .illegalValue(name: "reason phrase") }
        sink.write("HTTP/1.1 \(status) \(reason)\r\n")
    }

    /// Writes the lines of the response, but how it is framed and whether it closes is the server's business alone.
    @inlinable
    func writeFields<Sink: ByteSink & ~Copyable>(
        _ headers: Headers, _ framing: BodyFraming, to sink: inout Sink
    ) throws(HeaderError) {
        var hasDate = false
        var hasServer = serverName == nil
        for field in headers.fields {
            if let problem = field.problem { throw problem }
            switch field.name.utf8.count {
            case 4 where field.name.equalsIgnoringASCIICase("date"): hasDate = true
            case 6 where field.name.equalsIgnoringASCIICase("server"): hasServer = true
            case 10 where field.name.equalsIgnoringASCIICase("connection"): continue
            case 14 where field.isFraming, 17 where field.isFraming: continue
            default: break
            }
            sink.writeLine(field)
        }
        sink.writeLine(framing)
        if !hasDate {
            sink.write("Date: ")
            date.withUnsafeBytes { sink.write($0) }
            sink.write("\r\n")
        }
        if !hasServer, let serverName {
            sink.write("Server: ")
            sink.write(serverName)
            sink.write("\r\n")
        }
    }
}
