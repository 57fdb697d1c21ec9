import HTTPValues
import NIOCore
import NIOHTTP2
import NIOSSL
import NIOTLS

/// Sets up the channel handlers of a new connection.
struct ServerPipeline: Sendable {
    let server: ServerContext
    let tls: NIOSSLContext?

    func configure(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            server.opened(channel)
            if let tls {
                try addTLS(tls, channel)
            } else if server.configuration.http2PriorKnowledge {
                try channel.pipeline.syncOperations.addHandler(
                    HTTP2PrefaceDetector { isHTTP2 in
                        try isHTTP2 ? addHTTP2(channel, isSecure: false) : addHTTP1(channel, isSecure: false)
                    })
            } else {
                try addHTTP1(channel, isSecure: false)
            }
        }
    }

    private func addTLS(_ context: NIOSSLContext, _ channel: any Channel) throws {
        let timeout = channel.eventLoop.scheduleTask(in: TimeAmount(server.configuration.headerTimeout)) {
            channel.close(promise: nil)
        }
        channel.closeFuture.whenComplete { _ in timeout.cancel() }
        let negotiation = ApplicationProtocolNegotiationHandler { result in
            timeout.cancel()
            server.counters.handshakeCompleted()
            return channel.eventLoop.makeCompletedFuture {
                try result == .negotiated("h2")
                    ? addHTTP2(channel, isSecure: true) : addHTTP1(channel, isSecure: true)
            }
        }
        try channel.pipeline.syncOperations.addHandlers([NIOSSLServerHandler(context: context), negotiation])
        try channel.syncOptions?.setOption(.autoRead, value: true)
    }

    private func addHTTP1(_ channel: any Channel, isSecure: Bool) throws {
        try channel.syncOptions?.setOption(.autoRead, value: false)
        try channel.pipeline.syncOperations.addHandler(
            HTTP1Connection(server: server, loop: server.loop(of: channel), isSecure: isSecure))
    }

    private func addHTTP2(_ channel: any Channel, isSecure: Bool) throws {
        let loop = server.loop(of: channel)
        var connection = NIOHTTP2Handler.ConnectionConfiguration()
        connection.initialSettings = [
            HTTP2Setting(parameter: .maxConcurrentStreams, value: 250),
            HTTP2Setting(parameter: .maxHeaderListSize, value: server.configuration.maximumHeadLength),
            HTTP2Setting(parameter: .initialWindowSize, value: 1 << 20),
        ]
        var stream = NIOHTTP2Handler.StreamConfiguration()
        stream.targetWindowSize = 1 << 20
        if let limit = server.configuration.http2ResetLimit {
            stream.streamResetFrameRateLimit.maximumCount = limit
            stream.streamErrorRateLimit.maximumCount = limit
            connection.maximumConnectionGlitches = limit
        }
        let management = NIOHTTP2ServerConnectionManagementHandler(
            eventLoop: channel.eventLoop,
            configuration: .init(
                maxIdleTime: TimeAmount(server.configuration.keepAliveTimeout), maxAge: nil,
                maxGraceTime: TimeAmount(server.configuration.shutdownTimeout), keepalive: nil))
        let handler = NIOHTTP2Handler(
            mode: .server, eventLoop: channel.eventLoop, connectionConfiguration: connection,
            streamConfiguration: stream, streamDelegate: management.http2StreamDelegate
        ) { stream in
            stream.eventLoop.makeCompletedFuture {
                try stream.syncOptions?.setOption(.autoRead, value: false)
                try stream.pipeline.syncOperations.addHandler(
                    HTTP2Stream(server: server, loop: loop, isSecure: isSecure))
            }
        }
        try channel.syncOptions?.setOption(.autoRead, value: true)
        try channel.pipeline.syncOperations.addHandlers([handler, management, ErrorCloser()])
    }
}

/// Closes a connection after a protocol error.
private final class ErrorCloser: ChannelInboundHandler {
    typealias InboundIn = HTTP2Frame

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // The error of a single stream has already been answered with a reset.
        if error is NIOHTTP2Errors.StreamError { return }
        // During a read, NIO keeps a list of the streams that have read. If the connection closed in the middle of a
        // read, they would never be released.
        let channel = context.channel
        context.eventLoop.execute { channel.close(promise: nil) }
    }
}
