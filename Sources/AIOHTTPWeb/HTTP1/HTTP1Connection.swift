import HTTPValues
import NIOCore

/// Speaks HTTP/1.1 on a connection: feeds bytes to ``RequestReader`` and does what ``ConnectionState`` decides.
final class HTTP1Connection: ChannelInboundHandler, ResponseSink, @unchecked Sendable {
    // Sendable because everything in it is used on the channel's event loop only.
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    let server: ServerContext
    let loop: LoopContext
    var state: ConnectionState
    var context: ChannelHandlerContext?
    var requestTask: RequestTask?
    var body: Web.RequestBody?
    private var info = ConnectionInfo(remote: nil, isSecure: false)
    private let isSecure: Bool
    private var parser: RequestReader
    var input = ByteBuffer()
    /// A request whose handler starts once everything that arrived with its head has been parsed.
    private var pending: (head: ReceivedRequestHead, framing: RequestFraming)?
    private var requestNumber = 0
    private var isProcessing = false
    private var needsFlush = false
    var framing = BodyFraming.none
    /// The bytes that arrive after an upgrade to another protocol.
    var upgraded: InboundBytes<Web.UpgradedConnection.Failure>?
    let timers: ConnectionTimers
    /// Whether the last byte has been sent and the output closed.
    var outputIsClosed = false

    init(server: ServerContext, loop: LoopContext, isSecure: Bool) {
        self.server = server
        self.loop = loop
        self.isSecure = isSecure
        state = ConnectionState(discardLimit: server.configuration.discardLimit)
        parser = RequestReader(limits: server.configuration.requestLimits)
        timers = ConnectionTimers(server.configuration, eventLoop: loop.eventLoop)
    }

    // MARK: Channel events

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        info = ConnectionInfo(remote: context.remoteAddress?.ipAddress, isSecure: isSecure)
        if context.channel.isActive { begin() }
    }

    func channelActive(context: ChannelHandlerContext) {
        begin()
        context.fireChannelActive()
    }

    private func begin() {
        timers.onTimeout { [weak self] in self?.timedOut($0) }
        if server.isStopping {
            close()
            return
        }
        updateTimer()
        readIfWanted()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var data = unwrapInboundIn(data)
        if state.isClosing { return }
        if let upgraded { return data.withUnsafeReadableBytes { upgraded.receive($0) } }
        if input.readableBytes == 0 { input = data } else { input.writeBuffer(&data) }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        process()
        updateTimer()
        readIfWanted()
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { requestTask?.becameWritable() }
        updateTimer()
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        state.fail()
        timers.cancel()
        leave()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        close()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            process()
            inputClosed()
        case is ChannelShouldQuiesceEvent:
            if state.stop() { closeAfterFlush() }
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    private func inputClosed() {
        switch state.closeInput() {
        case .finish: updateTimer()
        case .ended:
            upgraded?.finish()
            updateTimer()
        case .lingered: if outputIsClosed { close() }
        case .close: closeAfterFlush()
        case .abort: if state.isDiscarding { closeAfterFlush() } else { close() }
        }
    }

    // MARK: Parsing

    /// Parses buffered input for as long as the state allows it, and starts handlers for the requests found.
    func process() {
        guard !isProcessing else { return }
        isProcessing = true
        do throws(HTTP1Violation) {
            while state.wantsInput, try step() {}
        } catch {
            reject(Rejection(error))
        }
        if let pending { start(pending.head, pending.framing) }
        isProcessing = false
        if needsFlush { flush() }
        if state.inputIsClosed, state.awaitsInput, !state.isClosing { closeAfterFlush() }
    }

    /// Handles one parser event.
    /// - Returns: Whether there may be another.
    private func step() throws(HTTP1Violation) -> Bool {
        var consumed = 0
        let event = try input.withUnsafeReadableBytes { bytes throws(HTTP1Violation) in
            let event = try parser.next(bytes, consumed: &consumed)
            if case .body(let range) = event, !state.isDiscarding {
                body?.receive(UnsafeRawBufferPointer(rebasing: bytes[range]))
            }
            return event
        }
        input.moveReaderIndex(forwardBy: consumed)
        switch event {
        case .head(let head, let framing):
            state.receivedHead(head, framing)
            body = makeBody(framing.body)
            pending = (head, framing)
        case .body(let range):
            if !state.receivedBody(range.count) { lingerAndClose() }
        case .end(let trailers):
            body?.finish(trailers: trailers)
            if state.receivedEnd() { return true }
            if let pending { start(pending.head, pending.framing) }
        case .needsMore:
            if !parser.isBetweenRequests { state.receivedPartOfHead() }
            return false
        }
        return true
    }

    private func makeBody(_ framing: BodyFraming) -> Web.RequestBody? {
        let length = framing.length
        if length == 0 { return nil }
        requestNumber &+= 1
        // A body kept by a handler must not trigger reads for the body of a later request.
        let demand: @Sendable () -> Void = { [self, requestNumber] in
            if requestNumber == self.requestNumber, body != nil { requestBodyIsWanted() }
        }
        return Web.RequestBody(announcedLength: length) { [loop] in
            if loop.eventLoop.inEventLoop { demand() } else { loop.eventLoop.execute(demand) }
        }
    }

    private func start(_ head: ReceivedRequestHead, _ framing: RequestFraming) {
        pending = nil
        let (request, handler) = server.responder.route(
            head, framing.acceptance, body: body ?? .empty, connection: info)
        let requestTask = RequestTask(request, loop: loop, server: server, sink: self)
        self.requestTask = requestTask
        requestTask.start(handler)
    }

    private func reject(_ rejection: Rejection) {
        input.clear()
        body?.fail(.malformed)
        guard requestTask == nil else {
            // The running handler learns of the error when it reads, and responds. Then the connection closes.
            state.fail()
            return
        }
        pending = nil
        guard state.outbound != .finished else { return lingerAndClose() }
        refuse(rejection)
    }

    /// Responds without a handler, and closes the connection.
    func refuse(_ rejection: Rejection) {
        var response = Web.Response.text(rejection.text, status: rejection.status)
        response.closesConnection = true
        try? send(response, body: response.bodyBytes)
    }

    func requestBodyIsWanted() {
        if state.bodyIsWanted() {
            var interim = ByteBuffer()
            interim.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
            write(interim)
        }
        updateTimer()
        readIfWanted()
    }

    // MARK: Reading, writing, closing

    /// Reads from the socket if the data can be used. While a handler runs, one read stays open to notice that the
    /// client disconnects; data from that read stays unparsed until the response is finished.
    func readIfWanted() {
        guard let context, !state.inputIsClosed else { return }
        if state.isClosing {
            context.read()
            return
        }
        if let upgraded {
            if upgraded.hasRoom { context.read() }
        } else if state.inbound == .complete {
            if input.readableBytes == 0 { context.read() }
        } else if state.isDiscarding || body?.hasRoom ?? true {
            context.read()
        }
    }

    func write(_ buffer: ByteBuffer) {
        context?.write(NIOAny(buffer), promise: nil)
        flush()
    }

    private func flush() {
        if isProcessing {
            needsFlush = true
        } else {
            needsFlush = false
            context?.flush()
        }
    }

    func write<Failure: Error>(
        capacity: Int, _ fill: (inout ByteBuffer) throws(Failure) -> Void
    ) throws(Failure) {
        write(try loop.makeOutput(capacity: capacity, fill))
    }

    func responseFinished(isComplete: Bool) {
        requestTask = nil
        body?.fail(.answered)
        body = nil
        endUpgrade()
        switch state.finishResponse(isComplete: isComplete) {
        case .nextRequest, .discardBody:
            if state.isClosing { closeAfterFlush() }
        case .close:
            if input.readableBytes == 0 { closeAfterFlush() } else { lingerAndClose() }
        case .lingerAndClose: lingerAndClose()
        }
        if !isProcessing {
            process()
            updateTimer()
            readIfWanted()
        }
    }

    func leave() {
        let requestTask = requestTask
        self.requestTask = nil
        body?.fail(.disconnected)
        body = nil
        pending = nil
        endUpgrade()
        requestTask?.cancel()
    }
}
