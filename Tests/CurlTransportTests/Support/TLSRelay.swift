import Glibc
import NIOCore
import NIOPosix
import NIOSSL
import TestSupport

/// Puts TLS in front of a server: passes bytes on, and closes or resets a connection as the server does.
struct TLSRelay {
    let port: Int

    /// The origin, for clients.
    var origin: String { "https://127.0.0.1:\(port)" }

    /// Runs `body` with a relay to `serverPort`.
    static func with(
        to serverPort: Int, _ certificate: TemporaryCertificate, _ body: (TLSRelay) async throws -> Void
    ) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMFile(certificate.certificate).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.key, format: .pem)))
        let context = try NIOSSLContext(configuration: configuration)
        let listener = try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 512)
            .childChannelInitializer { client in
                ClientBootstrap(group: client.eventLoop).connect(host: "127.0.0.1", port: serverPort)
                    .flatMapThrowing { server in
                        let (front, back) = (RelayEnd(), RelayEnd())
                        (front.partner, back.partner) = (back, front)
                        try client.pipeline.syncOperations.addHandlers(NIOSSLServerHandler(context: context), front)
                        try server.pipeline.syncOperations.addHandler(back)
                    }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(TLSRelay(port: listener.localAddress?.port ?? 0)))
        } catch {
            result = .failure(error)
        }
        try await listener.close()
        try await group.shutdownGracefully()
        try result.get()
    }
}

/// One end of a relayed connection. Reads only while the other end can write.
private final class RelayEnd: ChannelDuplexHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundIn = ByteBuffer

    var partner: RelayEnd?
    private var context: ChannelHandlerContext?
    private var wantsToRead = false
    private var wasReset = false

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        partner = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        partner?.context?.write(data, promise: nil)
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        partner?.context?.flush()
    }

    func channelInactive(context: ChannelHandlerContext) {
        if wasReset { partner?.reset() } else { partner?.context?.close(promise: nil) }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? IOError, error.errnoCode == ECONNRESET { wasReset = true }
        context.close(promise: nil)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable, let partner, partner.wantsToRead {
            partner.wantsToRead = false
            partner.context?.read()
        }
    }

    func read(context: ChannelHandlerContext) {
        if partner?.context?.channel.isWritable ?? true { context.read() } else { wantsToRead = true }
    }

    /// Closes without a word of TLS, with a reset.
    private func reset() {
        guard let channel = context?.channel else { return }
        let abrupt = linger(l_onoff: 1, l_linger: 0)
        _ = (channel as? any SocketOptionProvider)?.setSoLinger(abrupt)
        try? channel.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self).close(promise: nil)
    }
}
