import AIOHTTPWeb
import Fetch

// PORT
guard CommandLine.arguments.count > 1, let port = Int(CommandLine.arguments[1]) else { fatalError("PORT") }

let big = Bytes([UInt8](repeating: 0x61, count: 64 << 10))
let app = Web.Application()
app.get("/hello/{name}") { request in
    .json(["message": .string("Hello, \(request.match["name"] ?? "")!"), "number": 42, "list": [1, 2, 3]])
}
app.get("/64k") { _ in .bytes(big) }
app.get("/slow") { _ in
    try await Task.sleep(for: .seconds(2))
    return .text("at last")
}
app.post("/upload") { request in
    var length = 0
    for try await piece in request.body { length += piece.count }
    return .text("\(length)")
}
app.post("/echo") { request in .bytes(try await request.read(), contentType: "application/json") }

// For `growth`: responses that have begun and do not end, many fields, many redirects.
app.get("/silent") { _ in .endless(every: .seconds(3600)) }
app.get("/drip") { _ in .endless(every: .seconds(10)) }
app.get("/fields/{number}") { request in
    let number = request.match["number"].flatMap(Int.init) ?? 0
    return .text("done", headers: Headers((0..<number).map { ("X-Field-\($0)", "value") }))
}
app.get("/redirects/{number}") { request in
    let number = request.match["number"].flatMap(Int.init) ?? 0
    return number == 0 ? .text("done") : .redirect(to: "/redirects/\(number - 1)")
}

var configuration = Web.ServerConfiguration(host: "127.0.0.1", port: port)
configuration.numberOfThreads = 1
configuration.backlog = 4096
try await Web.run(app, configuration: configuration, print: nil)

extension Web.Response {
    /// A byte now and one after every `interval`.
    static func endless(every interval: Duration) -> Self {
        .stream { writer in
            while true {
                try await writer.write(".")
                try await Task.sleep(for: interval)
            }
        }
    }
}
