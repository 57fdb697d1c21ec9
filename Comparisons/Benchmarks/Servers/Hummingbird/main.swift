import Hummingbird
import Logging
import NIOCore
import NIOPosix

// PORT
guard CommandLine.arguments.count > 1, let port = Int(CommandLine.arguments[1]) else { fatalError("PORT") }

struct Greeting: ResponseEncodable {
    let message: String
    let number: Int
    let list: [Int]
}

let big = ByteBuffer(repeating: 0x61, count: 64 << 10)
let router = Router()
router.get("/hello/:name") { _, context in
    Greeting(message: "Hello, \(context.parameters.get("name") ?? "")!", number: 42, list: [1, 2, 3])
}
router.get("/64k") { _, _ in
    Response(
        status: .ok, headers: [.contentType: "application/octet-stream"], body: ResponseBody(byteBuffer: big))
}
router.post("/echo") { request, _ in
    let body = try await request.body.collect(upTo: 1 << 20)
    return Response(status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: body))
}

var logger = Logger(label: "hummingbird")
logger.logLevel = .error
let application = Application(
    router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
    eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup(numberOfThreads: 1)), logger: logger)
try await application.runService()
