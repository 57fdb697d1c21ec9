import NIOCore

/// Tells from its first bytes whether a connection without TLS begins with the preface of HTTP/2
/// (RFC 9113 section 3.4).
final class HTTP2PrefaceDetector: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private static let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    private let decided: (Bool) throws -> Void
    private var seen = ByteBuffer()
    private var phase = Phase.looking

    /// New handlers may write at once, and a write that fails reads what is left on the connection: this handler is
    /// then called while it is being replaced.
    private enum Phase {
        /// Not enough was seen.
        case looking
        /// The new handlers are being added; what comes meanwhile waits for them.
        case replacing
        /// The new handlers are there.
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
