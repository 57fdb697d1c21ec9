import Fetch
import FetchConformance
import HTTPValues

/// What a scripted server sends for one request, valid or not.
struct Reply: Sendable {
    /// What the server does after the last byte.
    enum Ending: String, Sendable {
        case keepOpen, close, reset, stall
    }

    /// The lines of the head without the final empty line. Placeholders such as `{origin}` are filled in.
    var head: [String]
    var body: Bytes
    var ending = Ending.keepOpen

    /// Creates a reply with these head lines and this body.
    init(_ head: [String], _ body: Bytes = "", then ending: Ending = .keepOpen) {
        self.head = head
        self.body = body
        self.ending = ending
    }

    /// A well-formed reply with a Content-Length.
    static func ok(
        _ status: String = "200 OK", _ fields: [String] = [], _ body: Bytes = "", then ending: Ending = .keepOpen
    ) -> Reply {
        Reply(["HTTP/1.1 \(status)"] + fields + ["Content-Length: \(body.count)"], body, then: ending)
    }

    /// A well-formed reply with a chunked body.
    static func chunked(_ fields: [String] = [], _ chunks: [Bytes]) -> Reply {
        var body = ByteBuilder()
        for chunk in chunks where !chunk.isEmpty {
            body.append(Bytes("\(String(chunk.count, radix: 16))\r\n"))
            body.append(chunk)
            body.append(Bytes("\r\n"))
        }
        body.append(Bytes("0\r\n\r\n"))
        return Reply(["HTTP/1.1 200 OK"] + fields + ["Transfer-Encoding: chunked"], body.take())
    }

    /// The server's actions for a request with `method`. A response to HEAD has no body.
    func script(for method: String) -> [ServerAction] {
        var actions: [ServerAction] = []
        if !head.isEmpty { actions.append(.send(head.map { $0 + "\r\n" }.joined() + "\r\n")) }
        if !body.isEmpty, method != "HEAD" { actions.append(.sendBytes(body)) }
        switch ending {
        case .keepOpen: break
        case .close: actions.append(.close)
        case .reset: actions += [.pause(milliseconds: 30), .reset]
        case .stall: actions.append(.waitForClient)
        }
        return actions
    }
}

extension Reply: CustomStringConvertible {
    var description: String {
        let sample = String(
            reflecting: body.prefix(200).reduce(into: "") { $0.unicodeScalars.append(Unicode.Scalar($1)) })
        return "\(head.map(String.init(reflecting:)).joined(separator: " ")) with \(body.count) bytes \(sample)"
            + (ending == .keepOpen ? "" : ", then \(ending.rawValue)")
    }
}
