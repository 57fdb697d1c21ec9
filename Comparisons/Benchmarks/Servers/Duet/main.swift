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

var configuration = Web.ServerConfiguration(host: "127.0.0.1", port: port)
configuration.numberOfThreads = 1
configuration.backlog = 4096
try await Web.run(app, configuration: configuration)
