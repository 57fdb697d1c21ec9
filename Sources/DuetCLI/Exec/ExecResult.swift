import Fetch
import HTTPValues

/// The result line of a request.
struct ExecResult {
    var status: Int
    var reason: String
    var version: String
    var url: FetchURL
    var headers: Headers
    var body: Bytes
    var encoding: String?
    var text: String?
    var history: [(status: Int, url: FetchURL)]
    var jar: CookieJar
    var lines: [String]?

    /// The line for `id`.
    func json(id: JSON, elapsed: Duration) -> JSON {
        var members: [JSON.Member] = [
            .init("id", id), .init("ok", true), .init("status", .integer(status)), .init("reason", .string(reason)),
            .init("http_version", .string(version)), .init("url", .string(url.text)),
            .init("headers", .array(headers.fields.map { [.string($0.name), .string($0.value)] })),
            .init("body_b64", .string(Base64.encode(body))),
            .init("encoding", encoding.map(JSON.string) ?? .null), .init("text", text.map(JSON.string) ?? .null),
            .init("history", .array(history.map { ["status": .integer($0.status), "url": .string($0.url.text)] })),
            .init("cookies", .array(jar.all.map(Self.json))), .init("elapsed", .number(elapsed / .seconds(1))),
        ]
        if let lines { members.append(.init("lines", .array(lines.map(JSON.string)))) }
        return .object(members)
    }

    private static func json(_ cookie: Cookie) -> JSON {
        [
            "name": .string(cookie.name), "value": .string(cookie.value), "domain": .string(cookie.domain),
            "path": .string(cookie.path),
        ]
    }

    /// The line for a failure.
    static func failure(_ kind: String, _ message: String, id: JSON, elapsed: Duration) -> JSON {
        [
            "id": id, "ok": false, "error": ["kind": .string(kind), "message": .string(message)],
            "elapsed": .number(elapsed / .seconds(1)),
        ]
    }
}
