/// The head of an HTTP/1.1 response as written by a server (RFC 9112 sections 4 and 5).
package struct ResponseHeadText: MessagePart {
    private let status: Int
    /// Nil for status 200 with its standard phrase.
    private let reason: String?
    private let headers: Headers
    private let plan: ResponsePlan
    private let serverName: String?
    private let date: [UInt8]
    package let capacity: Int

    /// - Parameters:
    ///   - reason: The reason phrase, or nil for the registered one.
    ///   - headers: The headers. Those for body framing and `Connection` are ignored in favor of `plan`.
    ///   - serverName: The value of `Server` if the headers have none, or nil to omit it.
    ///   - date: The value of `Date` if the headers have none.
    /// - Throws: ``HeaderError`` if a part must not be sent.
    package init(
        status: Int, reason: String?, headers: Headers, plan: ResponsePlan, serverName: String?, date: [UInt8]
    ) throws(HeaderError) {
        guard (100..<1000).contains(status) else { throw .illegalValue(name: "status") }
        let text = status == 200 && reason == nil ? nil : reason ?? ReasonPhrase.text(for: status)
        if let text, !text.isFieldValue { throw .illegalValue(name: "reason phrase") }
        self.status = status
        self.reason = text
        self.headers = headers
        self.plan = plan
        self.serverName = serverName
        self.date = date
        let startLine = 16 + (text?.utf8.count ?? 2)
        let lines = 8 + date.count + 10 + (serverName?.utf8.count ?? 0) + BodyFraming.lineCapacity + 24
        capacity = startLine + (try headers.checkedCapacity()) + lines + 2
    }

    package func write(to memory: UnsafeMutableRawBufferPointer) -> Int {
        var writer = MemoryWriter(memory)
        if let reason {
            writer.write("HTTP/1.1 \(status) ")
            writer.write(reason)
            writer.write("\r\n")
        } else {
            writer.write("HTTP/1.1 200 OK\r\n")
        }
        writeLines(&writer)
        switch plan.connectionField {
        case .none: break
        case .close: writer.write("Connection: close\r\n")
        case .keepAlive: writer.write("Connection: keep-alive\r\n")
        }
        writer.write("\r\n")
        return writer.count
    }

    private func writeLines(_ writer: inout MemoryWriter) {
        var hasDate = false
        var hasServer = serverName == nil
        for field in headers.fields {
            switch field.name.utf8.count {
            case 4 where field.name.equalsIgnoringASCIICase("date"): hasDate = true
            case 6 where field.name.equalsIgnoringASCIICase("server"): hasServer = true
            case 10 where field.name.equalsIgnoringASCIICase("connection"): continue
            case 14 where field.isFraming, 17 where field.isFraming: continue
            default: break
            }
            writer.writeLine(field)
        }
        writer.writeLine(plan.framing)
        if !hasDate {
            writer.write("Date: ")
            date.withUnsafeBytes { writer.write($0) }
            writer.write("\r\n")
        }
        if !hasServer, let serverName {
            writer.write("Server: ")
            writer.write(serverName)
            writer.write("\r\n")
        }
    }
}
