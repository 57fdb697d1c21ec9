import HTTPValues
import NIOCore

/// Writes the head of an HTTP/1 response (RFC 9112 sections 4 and 5).
struct ResponseHeadWriter {
    /// The value of `Server`; nil for none.
    let serverName: String?
    let date: [UInt8]

    /// Appends the head to `buffer`.
    ///
    /// - Throws: ``HeaderError`` when a field may not be sent; `buffer` is then as it was.
    func write(
        _ response: Web.Response, _ plan: ResponsePlan, into buffer: inout ByteBuffer
    ) throws(HeaderError) {
        let start = buffer.writerIndex
        do throws(HeaderError) {
            try writeStatusLine(response, into: &buffer)
            try writeFields(response.headers, plan, into: &buffer)
        } catch {
            buffer.moveWriterIndex(to: start)
            throw error
        }
        buffer.writeStaticString("\r\n")
    }

    private func writeStatusLine(_ response: Web.Response, into buffer: inout ByteBuffer) throws(HeaderError) {
        if response.status == 200, response.reason == nil {
            buffer.writeStaticString("HTTP/1.1 200 OK\r\n")
            return
        }
        guard (100..<1000).contains(response.status) else { throw .illegalValue(name: "status") }
        let reason = response.reason ?? ReasonPhrase.text(for: response.status)
        guard reason.isEmpty || reason.isFieldValue else { throw .illegalValue(name: "reason phrase") }
        buffer.writeString("HTTP/1.1 \(response.status) \(reason)\r\n")
    }

    private func writeFields(
        _ headers: Headers, _ plan: ResponsePlan, into buffer: inout ByteBuffer
    ) throws(HeaderError) {
        var hasDate = false
        var hasServer = serverName == nil
        for field in headers.fields {
            guard field.name.isToken else { throw .illegalName(field.name) }
            guard field.value.isFieldValue else { throw .illegalValue(name: field.name) }
            switch field.name.utf8.count {
            case 4 where field.name.equalsIgnoringASCIICase("date"): hasDate = true
            case 6 where field.name.equalsIgnoringASCIICase("server"): hasServer = true
            // The framing is the server's business alone.
            case 14 where field.name.equalsIgnoringASCIICase("content-length"): continue
            case 17 where field.name.equalsIgnoringASCIICase("transfer-encoding"): continue
            case 10 where field.name.equalsIgnoringASCIICase("connection"): continue
            default: break
            }
            buffer.writeString(field.name)
            buffer.writeStaticString(": ")
            buffer.writeString(field.value)
            buffer.writeStaticString("\r\n")
        }
        switch plan.framing {
        case .length(let length):
            buffer.writeStaticString("Content-Length: ")
            buffer.writeString(String(length))
            buffer.writeStaticString("\r\n")
        case .chunked: buffer.writeStaticString("Transfer-Encoding: chunked\r\n")
        case .none, .untilClose, .unknown: break
        }
        if !hasDate {
            buffer.writeStaticString("Date: ")
            buffer.writeBytes(date)
            buffer.writeStaticString("\r\n")
        }
        if !hasServer, let serverName {
            buffer.writeStaticString("Server: ")
            buffer.writeString(serverName)
            buffer.writeStaticString("\r\n")
        }
        switch plan.connectionField {
        case .none: break
        case .close: buffer.writeStaticString("Connection: close\r\n")
        case .keepAlive: buffer.writeStaticString("Connection: keep-alive\r\n")
        }
    }
}
