import NIOCore

/// Detects whether a connection without TLS starts with the HTTP/2 preface (RFC 9113 section 3.4).
final class HTTP2PrefaceDetector: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    private let decided: (Bool) throws -> Void
    private var seen = ByteBuffer()
    private var phase = Phase.looking

    /// The phase of the detection. New handlers may write at once, and a failed write reads the rest of the
    /// connection's data, so this handler may be called while it is being replaced.
    private enum Phase {
        /// More bytes are needed.
        case looking
        /// The new handlers are being added. Data that arrives in the meantime waits for them.
        case replacing
        /// The new handlers are in place.
        case passing
    }

    init(_ decided: @escaping (Bool) throws -> Void) {
        self.decided = decided
    }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { context.read() }
    }

    func channelActive(context: ChannelHandlerContext) {
        context.read()
        context.fireChannelActive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed, is ChannelShouldQuiesceEvent: context.close(promise: nil)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        switch phase {
        case .looking:
            seen.writeBuffer(&bytes)
            decide(context)
        case .replacing: seen.writeBuffer(&bytes)
        case .passing: context.fireChannelRead(data)
        }
    }

    private func decide(_ context: ChannelHandlerContext) {
        let count = min(seen.readableBytes, Self.preface.count)
        let matches = seen.readableBytesView.prefix(count).elementsEqual(Self.preface.prefix(count))
        guard !matches || count == Self.preface.count else {
            context.read()
            return
        }
        do {
            phase = .replacing
            try decided(matches)
            phase = .passing
            context.fireChannelRead(NIOAny(seen))
            context.fireChannelReadComplete()
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
        } catch {
            context.close(promise: nil)
        }
    }
}
