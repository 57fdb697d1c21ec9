import FlyingFox
import Foundation

// PORT
guard CommandLine.arguments.count > 1, let port = UInt16(CommandLine.arguments[1]) else { fatalError("PORT") }

struct Greeting: Encodable {
    let message: String
    let number: Int
    let list: [Int]
}

let big = Data(repeating: 0x61, count: 64 << 10)
let server = HTTPServer(address: try .inet(ip4: "127.0.0.1", port: port))
await server.appendRoute("GET /hello/:name") { (request: HTTPRequest) in
    let greeting = Greeting(message: "Hello, \(request.routeParameters["name"] ?? "")!", number: 42, list: [1, 2, 3])
    return HTTPResponse(
        statusCode: .ok, headers: [.contentType: "application/json"], body: try JSONEncoder().encode(greeting))
}
await server.appendRoute("GET /64k") { (_: HTTPRequest) in HTTPResponse(statusCode: .ok, body: big) }
await server.appendRoute("POST /echo") { (request: HTTPRequest) in
    HTTPResponse(statusCode: .ok, headers: [.contentType: "application/json"], body: try await request.bodyData)
}
try await server.run()
