import NIOCore
import NIOHTTP1
import NIOPosix

// PORT
guard CommandLine.arguments.count > 1, let port = Int(CommandLine.arguments[1]) else { fatalError("PORT") }

/// The bound of servers: one handler behind NIO's HTTP/1.1 codec, without router, tasks or values of its own.
final class BareHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private static let big = ByteBuffer(repeating: 0x61, count: 64 << 10)
    private var uri = ""
    private var body = ByteBuffer()

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            uri = head.uri
            body.clear()
        case .body(var part):
            body.writeBuffer(&part)
        case .end:
            answer(context)
        }
    }

    private func answer(_ context: ChannelHandlerContext) {
        switch uri {
        case "/64k":
            send(Self.big, type: "application/octet-stream", context)
        case "/echo":
            send(body, type: "application/json", context)
        default:
            let name = uri.dropFirst("/hello/".count)
            let text = #"{"message":"Hello, \#(name)!","number":42,"list":[1,2,3]}"#
            send(context.channel.allocator.buffer(string: text), type: "application/json", context)
        }
    }

    private func send(_ body: ByteBuffer, type: String, _ context: ChannelHandlerContext) {
        var headers = HTTPHeaders()
        headers.add(name: "Content-Type", value: type)
        headers.add(name: "Content-Length", value: String(body.readableBytes))
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }
}

let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup(numberOfThreads: 1))
    .serverChannelOption(.backlog, value: 4096)
    .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
    .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
    .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.configureHTTPServerPipeline()
            try channel.pipeline.syncOperations.addHandler(BareHandler())
        }
    }
    .bind(host: "127.0.0.1", port: port).get()
try await channel.closeFuture.get()
