import AIOHTTPWeb
import HTTPValues

extension MiniServer {
    private static let maximumLines = 100
    private static let maximumBytes = 100 << 10

    /// Adds `/stream/{n}`, `/bytes/{n}` and `/sse/{n}`.
    static func addStreams(to app: Web.Application) {
        app.get("/stream/{count:[0-9]+}") { request in
            let count = min(try number("count", request), maximumLines)
            let report = RequestReport(request)
            return .stream(contentType: "application/json") { writer in
                for id in 0..<count {
                    let line = JSON.object([
                        .init("id", .integer(id)), report.arguments, report.headers, report.origin, report.url,
                    ])
                    try await writer.write(line.text(.spacedASCII) + "\n")
                }
            }
        }
        app.get("/bytes/{count:[0-9]+}") { request in
            let count = min(try number("count", request), maximumBytes)
            var generator = SeededGenerator(
                seed: request.query.first("seed").flatMap { UInt64($0) } ?? .random(in: 0...(.max)))
            let words = (0..<(count + 7) / 8).map { _ in generator.next() }
            return .bytes(words.withUnsafeBytes { Bytes(copying: UnsafeRawBufferPointer(rebasing: $0[..<count])) })
        }
        app.get("/sse/{count:[0-9]+}") { request in
            let count = min(try number("count", request), maximumLines)
            return .stream(contentType: "text/event-stream", headers: ["Cache-Control": "no-cache"]) { writer in
                for id in 0..<count { try await writer.write("id: \(id)\nevent: ping\ndata: {\"id\": \(id)}\n\n") }
            }
        }
    }

    private static func number(_ name: String, _ request: Web.Request) throws -> Int {
        guard let number = request.match[name].flatMap({ Int($0) }) else { throw Web.HTTPError.badRequest }
        return number
    }
}
