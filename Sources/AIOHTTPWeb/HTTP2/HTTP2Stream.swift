import HTTPValues
import NIOCore
import NIOHPACK
import NIOHTTP2

/// Handles the request of an HTTP/2 stream: reports events to ``HTTP2StreamState`` and performs its actions.
final class HTTP2Stream: ChannelInboundHandler, ResponseSink, @unchecked Sendable {
    // Sendable because everything in it is used on the channel's event loop only.
    typealias InboundIn = HTTP2Frame.FramePayload
    typealias OutboundOut = HTTP2Frame.FramePayload

    private let server: ServerContext
    private let loop: LoopContext
    private let isSecure: Bool
    private let timers: ConnectionTimers
    private var state = HTTP2StreamState()
    private var context: ChannelHandlerContext?
    private var requestTask: RequestTask?
    private var body: Web.RequestBody?
    /// A request whose handler has not started.
    private var pending: (head: ReceivedRequestHead, acceptance: RequestAcceptance)?
    private var held: [HTTP2Frame.FramePayload] = []

    init(server: ServerContext, loop: LoopContext, isSecure: Bool) {
        self.server = server
        self.loop = loop
        self.isSecure = isSecure
        timers = ConnectionTimers(server.configuration, eventLoop: loop.eventLoop)
    }

    // MARK: Channel events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        timers.onTimeout { [weak self] _ in self?.timedOut() }
        if context.channel.isActive { context.read() }
    }

    func channelActive(context: ChannelHandlerContext) {
        context.read()
        context.fireChannelActive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .headers(let block):
            if state.awaitsHead {
                receive(head: block.headers, isWhole: block.endStream)
                if block.endStream { end(trailers: Headers()) }
            } else {
                end(trailers: Headers(block.headers))
            }
        case .data(let data):
            if case .byteBuffer(let buffer) = data.data, buffer.readableBytes > 0 {
                buffer.withUnsafeReadableBytes { body?.receive($0) }
            }
            if data.endStream { end(trailers: Headers()) }
        default: break
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        perform(state.readCompleted(hasRoom: body?.hasRoom ?? true))
        updateTimer()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { requestTask?.becameWritable() }
        updateTimer()
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        timers.cancel()
        leave()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        leave()
        context.close(promise: nil)
    }

    // MARK: Requests

    private func receive(head fields: HPACKHeaders, isWhole: Bool) {
        do throws(HTTP1Violation) {
            let head = try ReceivedRequestHead(fields, limits: server.configuration.requestLimits)
            let acceptance = try RequestAcceptance(head)
            pending = (head, acceptance)
            body = isWhole ? nil : makeBody(acceptance.contentLength)
            state.receivedHead(isHead: head.method == "HEAD", expectsContinue: acceptance.expectsContinue && !isWhole)
        } catch {
            // The response to HEAD has no body, not even an error (RFC 9110 section 9.3.2).
            state.receivedHead(isHead: fields.first(name: ":method") == "HEAD", expectsContinue: false)
            refuse(Rejection(error))
        }
    }

    private func makeBody(_ length: Int?) -> Web.RequestBody {
        Web.RequestBody(announcedLength: length) { [self] in
            if loop.eventLoop.inEventLoop {
                requestBodyIsWanted()
            } else {
                loop.eventLoop.execute { self.requestBodyIsWanted() }
            }
        }
    }

    private func end(trailers: Headers) {
        body?.finish(trailers: trailers)
        perform(state.receivedEnd())
    }

    private func start() {
        guard let (head, acceptance) = pending else { return }
        pending = nil
        let info = ConnectionInfo(remote: context?.channel.parent?.remoteAddress?.ipAddress, isSecure: isSecure)
        let (request, handler) = server.responder.route(head, acceptance, body: body ?? .empty, connection: info)
        let requestTask = RequestTask(request, loop: loop, server: server, sink: self)
        self.requestTask = requestTask
        requestTask.start(handler)
    }

    /// Responds without a handler.
    private func refuse(_ rejection: Rejection) {
        let response = Web.Response.text(rejection.text, status: rejection.status)
        try? send(response, body: response.bodyBytes)
    }

    private func leave() {
        let requestTask = requestTask
        self.requestTask = nil
        body?.fail(.disconnected)
        body = nil
        pending = nil
        requestTask?.cancel()
    }

    // MARK: Actions

    private func perform(_ actions: [HTTP2StreamState.Action]) {
        for action in actions {
            switch action {
            case .start: start()
            case .read: context?.read()
            case .sendContinue:
                send(.headers(.init(headers: [":status": "100"])))
                context?.flush()
            case .release: release()
            case .linger: linger()
            case .reset:
                send(.rstStream(.noError))
                context?.flush()
            }
        }
    }

    private func release() {
        for payload in held { context?.write(wrapOutboundOut(payload), promise: nil) }
        held = []
        context?.flush()
    }

    private func linger() {
        let timeout = loop.eventLoop.scheduleTask(in: TimeAmount(server.configuration.lingerTimeout)) {
            self.perform(self.state.lingered())
        }
        context?.channel.closeFuture.whenComplete { _ in timeout.cancel() }
    }

    private func send(_ payload: HTTP2Frame.FramePayload) {
        if state.isHolding {
            held.append(payload)
        } else {
            context?.write(wrapOutboundOut(payload), promise: nil)
        }
    }

    // MARK: Timers

    private func updateTimer() {
        timers.start(state.timer(hasRoom: body?.hasRoom ?? false, isWritable: isWritable || requestTask == nil))
    }

    private func timedOut() {
        if isWritable, let body { body.fail(.timedOut) } else { abort() }
    }

    // MARK: ResponseSink

    var isWritable: Bool { context?.channel.isWritable ?? false }

    func requestBodyIsWanted() {
        perform(state.bodyIsWanted(hasRoom: body?.hasRoom ?? true))
        updateTimer()
    }

    func send(_ response: Web.Response, body: Bytes) throws(HeaderError) {
        let plan = try sendHead(response, length: body.count, isWhole: true)
        // The last bytes and the end of the stream go out in one frame: a client that counts bytes resets a stream
        // that has not ended.
        if plan.sendsBody { sendData(body, isLast: true) }
        finish()
    }

    func sendHead(_ response: Web.Response, length: Int?) throws(HeaderError) -> Bool {
        let plan = try sendHead(response, length: length, isWhole: false)
        context?.flush()
        if !plan.sendsBody { finish() }
        return plan.sendsBody
    }

    func sendBody(_ bytes: Bytes) {
        sendData(bytes, isLast: false)
        context?.flush()
        updateTimer()
    }

    func sendEnd(trailers: Headers) {
        if !trailers.isEmpty, (try? trailers.validate()) != nil {
            send(.headers(.init(headers: HPACKHeaders(trailers), endStream: true)))
        } else {
            sendData(Bytes(), isLast: true)
        }
        finish()
    }

    func upgrade(_ response: Web.Response) -> InboundBytes<Web.UpgradedConnection.Failure>? { nil }

    func abort() {
        leave()
        context?.close(promise: nil)
    }

    private func sendHead(
        _ response: Web.Response, length: Int?, isWhole: Bool
    ) throws(HeaderError) -> ResponsePlan {
        try response.headers.validate()
        let plan = state.startResponse(status: response.status, length: length, isWhole: isWhole)
        let fields = HPACKHeaders(
            response, plan, serverName: server.configuration.serverName, date: loop.currentDate)
        send(.headers(.init(headers: fields, endStream: !plan.sendsBody)))
        return plan
    }

    private func sendData(_ bytes: Bytes, isLast: Bool) {
        let buffer = bytes.withUnsafeBytes { ByteBuffer(bytes: $0) }
        send(.data(.init(data: .byteBuffer(buffer), endStream: isLast)))
    }

    private func finish() {
        requestTask = nil
        body?.fail(.answered)
        body = nil
        context?.flush()
        perform(state.finishResponse())
        updateTimer()
    }
}
