import Fetch
import FetchConformance
import HTTPValues

/// What a scripted server sends for one request, right or wrong.
struct Reply: Sendable {
    /// What the server does after the last byte.
    enum Ending: String, Sendable {
        case keepOpen, close, reset, stall
    }

    /// The head as text, without its last empty line; `{origin}` and the like are filled in.
    var head: [String]
    var body: Bytes
    var ending = Ending.keepOpen

    /// These lines and this body.
    init(_ head: [String], _ body: Bytes = "", then ending: Ending = .keepOpen) {
        self.head = head
        self.body = body
        self.ending = ending
    }

    /// A well-formed reply, its length included.
    static func ok(
        _ status: String = "200 OK", _ fields: [String] = [], _ body: Bytes = "", then ending: Ending = .keepOpen
    ) -> Reply {
        Reply(["HTTP/1.1 \(status)"] + fields + ["Content-Length: \(body.count)"], body, then: ending)
    }

    /// A well-formed reply in chunks.
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

    /// What a server does for it when it is asked with `method`: after a HEAD it sends no body.
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
