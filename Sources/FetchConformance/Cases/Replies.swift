import Fetch
package import HTTPValues

/// Returns a reply with a length.
package func reply(_ status: String = "200 OK", _ fields: [String] = [], _ body: String = "ok") -> String {
    "HTTP/1.1 \(status)\r\n" + fields.map { $0 + "\r\n" }.joined() + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
}

/// Returns a reply with a length and a body of bytes.
package func reply(_ fields: [String], _ body: Bytes) -> [ServerAction] {
    let head = "HTTP/1.1 200 OK\r\n" + fields.map { $0 + "\r\n" }.joined() + "Content-Length: \(body.count)\r\n\r\n"
    return [.send(head), .sendBytes(body)]
}

/// Returns a reply with a 200 status line and these raw headers and body, including line endings.
package func reply(raw rest: String) -> String { "HTTP/1.1 200 OK\r\n" + rest }

/// Returns a chunked reply.
package func chunked(_ chunks: [String], trailers: [String] = []) -> String {
    let body = chunks.map { "\(String($0.utf8.count, radix: 16))\r\n\($0)\r\n" }.joined()
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(body)0\r\n"
        + trailers.map { $0 + "\r\n" }.joined() + "\r\n"
}

/// Returns a redirect to `location`.
package func redirect(_ status: Int = 302, to location: String, _ fields: [String] = []) -> String {
    reply("\(status) Moved", ["Location: \(location)"] + fields, "")
}
