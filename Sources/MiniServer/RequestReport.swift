import AIOHTTPWeb
import HTTPValues

/// The report that httpbin gives about a request.
struct RequestReport {
    private let request: Web.Request

    init(_ request: Web.Request) {
        self.request = request
    }

    var arguments: JSON.Member { .init("args", Self.object(request.query.pairs.map { ($0.name, .string($0.value)) })) }
    var headers: JSON.Member { .init("headers", Self.headers(request.headers)) }
    var method: JSON.Member { .init("method", .string(request.method)) }
    var origin: JSON.Member { .init("origin", .string(request.remote ?? "")) }
    var url: JSON.Member { .init("url", .string(request.url)) }

    /// The report for a request without a body.
    var withoutBody: JSON { .object([arguments, headers, origin, url]) }

    /// Returns the full report; `method` only where httpbin has it.
    func withBody(method isIncluded: Bool = false) async throws -> Web.Response {
        // Read first, on the event loop. The rest takes long for a large body and must not block the loop.
        _ = try await request.read()
        return try await withTaskExecutorPreference(globalConcurrentExecutor) {
            let body = try await self.body()
            return .report(
                .object(
                    [arguments, body.data, body.files, body.form, headers, body.json] + (isIncluded ? [method] : [])
                        + [origin, url]))
        }
    }

    private struct Body {
        var data = JSON.Member("data", "")
        var files = JSON.Member("files", [:])
        var form = JSON.Member("form", [:])
        var json = JSON.Member("json", .null)
    }

    private func body() async throws -> Body {
        var body = Body()
        switch request.contentType {
        case "application/x-www-form-urlencoded", "multipart/form-data":
            let form = try await request.form()
            body.form = .init("form", Self.object(form.fields.pairs.map { ($0.name, .string($0.value)) }))
            body.files = .init("files", Self.object(form.files.map { ($0.name, Self.text($0.content)) }))
        default:
            let bytes = try await request.read()
            body.data = .init("data", Self.text(bytes))
            if let json = try? JSON(parsing: bytes) { body.json = .init("json", json) }
        }
        return body
    }

    /// Returns an object with each name once, in order of first appearance. Several values become an array.
    private static func object(_ pairs: [(String, JSON)]) -> JSON {
        var order: [String] = []
        var values: [String: [JSON]] = [:]
        for (name, value) in pairs {
            if values[name] == nil { order.append(name) }
            values[name, default: []].append(value)
        }
        return .object(
            order.map { name in
                let all = values[name] ?? []
                return .init(name, all.count == 1 ? all[0] : .array(all))
            })
    }

    private static func headers(_ headers: Headers) -> JSON {
        var order: [String] = []
        var values: [String: String] = [:]
        for field in headers.fields {
            let name = field.name.titleCased
            if let known = values[name] {
                values[name] = known + "," + field.value
            } else {
                order.append(name)
                values[name] = field.value
            }
        }
        return .object(order.map { .init($0, .string(values[$0] ?? "")) })
    }

    /// Returns the bytes as text, or as a data URL if they are not UTF-8.
    private static func text(_ bytes: Bytes) -> JSON {
        if let text = bytes.withUnsafeBytes({ String(validating: $0, as: UTF8.self) }) { return .string(text) }
        return .string("data:application/octet-stream;base64," + Base64.encode(bytes))
    }
}

extension String {
    /// `x-a-b` as `X-A-B`.
    fileprivate var titleCased: String {
        var isFirst = true
        var text = ""
        for character in self {
            text += isFirst ? character.uppercased() : character.lowercased()
            isFirst = character == "-"
        }
        return text
    }
}

extension Web.Response {
    /// Creates a JSON response with the media type that httpbin uses.
    static func report(_ value: JSON, status: Int = 200, headers: Headers = Headers()) -> Web.Response {
        .bytes(value.bytes(.spacedASCII), contentType: "application/json", status: status, headers: headers)
    }
}
