import Fetch
import HTTPValues

/// A server without a network. It plays complete replies to the requests of a mock transport, for cases about rules
/// that apply to any transport.
final class MemoryServer: CaseServer {
    private static let port = 8001
    private static let otherPort = 8002

    private let plan: ServerPlan
    private let shared = SharedLog()
    private let next = Locked(0)

    init(_ plan: ServerPlan) {
        self.plan = plan
    }

    /// A transport that reaches only this server.
    var transport: MockTransport { MockTransport { try self.answer($0) } }

    var origin: String { "http://127.0.0.1:\(Self.port)" }
    var log: ServerLog { shared.current }

    func filled(_ text: String) -> String {
        Placeholders(origin: origin, other: "http://127.0.0.1:\(Self.otherPort)", port: Self.port).filled(text)
    }

    func wait(until condition: @escaping @Sendable (ServerLog) -> Bool) async { await shared.wait(until: condition) }
    func stop() async { shared.close() }

    private func answer(_ request: MockRequest) throws(FetchError) -> MockResponse {
        guard request.url.scheme == "http", ["127.0.0.1", "localhost"].contains(request.url.host),
            let port = request.url.port, [Self.port, Self.otherPort].contains(port)
        else { throw FetchError(.connect, "nothing listens there") }
        let received = ReceivedRequest(request, isOther: port == Self.otherPort)
        shared.change { log in
            log.requests.append(received)
            log.connections = 1
        }
        let script = script(for: received)
        guard let reply = WholeReply(script, to: request.method, filled: filled) else {
            throw FetchError(.protocolViolation, "this response cannot be sent in memory")
        }
        return reply.response
    }

    private func script(for request: ReceivedRequest) -> [ServerAction] {
        switch plan {
        case .routes(let route): return route(request)
        case .replies(let scripts):
            let index = next.withLock { next in
                defer { next += 1 }
                return next
            }
            return scripts.isEmpty ? [] : scripts[min(index, scripts.count - 1)]
        case .connections, .live: return []
        }
    }
}

/// A script that consists of one complete reply with a length.
struct WholeReply {
    let response: MockResponse

    init?(_ script: [ServerAction], to method: HTTPMethod, filled: (String) -> String) {
        var builder = ByteBuilder()
        for action in script {
            switch action {
            case .send(let text): builder.append(filled(text))
            case .sendBytes(let bytes): builder.append(bytes)
            default: return nil
            }
        }
        let bytes = Array(builder.take())
        let mark: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        guard let end = (0..<max(0, bytes.count - 3)).first(where: { bytes[$0..<($0 + 4)].elementsEqual(mark) }),
            let head = try? ResponseHead(parsing: Bytes(bytes[..<(end + 2)])), head.status >= 200
        else { return nil }
        let body = Bytes(bytes[(end + 4)...])
        guard !head.headers.contains("Transfer-Encoding"), !head.headers.contains("Connection"),
            Self.isWhole(body, head, method)
        else { return nil }
        response = MockResponse(
            head.status, headers: head.headers, bytes: body, reason: head.reason, version: head.version)
    }

    private static func isWhole(_ body: Bytes, _ head: ResponseHead, _ method: HTTPMethod) -> Bool {
        let lengths = head.headers.all("Content-Length")
        if method == .head || head.status == 204 || head.status == 304 { return body.isEmpty }
        return lengths == [String(body.count)]
    }
}

extension ReceivedRequest {
    fileprivate init(_ request: MockRequest, isOther: Bool) {
        var headers = Headers()
        if !request.headers.contains("Host") { headers.add(name: "Host", value: request.url.hostHeader) }
        headers.add(contentsOf: request.headers)
        self.init(
            connection: 0, isOther: isOther, line: "\(request.method) \(request.url.target) HTTP/1.1",
            headers: headers, body: request.body, chunkSizes: [])
    }
}
