import HTTPValues
import Logging
import NIOCore
import NIOHTTP1
import NIOHTTP2

/// Answers the one request of an HTTP/2 stream.
final class HTTP2Stream: ChannelInboundHandler, ResponseSink, @unchecked Sendable {
    // Sendable because everything in it is used on the channel's event loop only.
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let server: ServerContext
    private let loop: LoopContext
    private let isSecure: Bool
    private var context: ChannelHandlerContext?
    private var requestTask: RequestTask?
    private var body: Web.RequestBody?
    private let timers: ConnectionTimers
    private var isHead = false
    private var awaitsContinue = false
    private var isComplete = false
    /// A response that waits for the end of the request: clients, libcurl 7.88 among them, lose a body that comes
    /// while they send, or hang. An error is not held back; it is what stops them.
    private var held: [HTTPServerResponsePart] = []
    private var isHolding = false
    /// A request whose handler starts when all that arrived with its head is here.
    private var pending: HTTPRequestHead?

    init(server: ServerContext, loop: LoopContext, isSecure: Bool) {
        self.server = server
        self.loop = loop
        self.isSecure = isSecure
        timers = ConnectionTimers(server.configuration, eventLoop: loop.eventLoop)
    }

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
        case .head(let head):
            pending = head
            body = makeBody(head)
        case .body(let buffer): buffer.withUnsafeReadableBytes { body?.receive($0) }
        case .end(let trailers):
            isComplete = true
            body?.finish(trailers: Headers((trailers ?? [:]).map { ($0.name, $0.value) }))
            startPending()
            release()
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        startPending()
        updateTimer()
        if !isComplete, body?.hasRoom ?? true { context.read() }
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

    private func makeBody(_ head: HTTPRequestHead) -> Web.RequestBody {
        let length = head.headers.first(name: "content-length").flatMap { Int($0) }
        return Web.RequestBody(announcedLength: length) { [self] in
            if loop.eventLoop.inEventLoop {
                requestBodyIsWanted()
            } else {
                loop.eventLoop.execute { self.requestBodyIsWanted() }
            }
        }
    }

    private func startPending() {
        guard let head = pending else { return }
        pending = nil
        isHead = head.method == .HEAD
        let headers = Headers(head.headers.map { ($0.name, $0.value) })
        let request = ReceivedRequestHead(
            method: head.method.rawValue, target: head.uri, version: .http2, headers: headers)
        let expectation = headers.first("Expect")
        awaitsContinue = expectation?.equalsIgnoringASCIICase("100-continue") ?? false
        let info = ConnectionInfo(remote: context?.channel.parent?.remoteAddress?.ipAddress, isSecure: isSecure)
        let (accepted, handler) = server.responder.route(
            request, host: headers.first("Host"), body: body ?? .empty, connection: info)
        let requestTask = RequestTask(accepted, loop: loop, server: server, sink: self)
        self.requestTask = requestTask
        let refusal: Web.Handler = { _ in throw Web.HTTPError(417) }
        requestTask.start(expectation == nil || awaitsContinue ? handler : refusal)
    }

    private func leave() {
        let requestTask = requestTask
        self.requestTask = nil
        body?.fail(.disconnected)
        body = nil
        requestTask?.cancel()
    }

    // MARK: Timer

    /// Runs while the client should send or take a body.
    private func updateTimer() {
        let awaitsBody = !isComplete && body?.hasRoom ?? false
        let awaitsReader = requestTask != nil && !isWritable
        timers.start(awaitsBody || awaitsReader ? .body : .none)
    }

    private func timedOut() {
        if isWritable, let body { body.fail(.timedOut) } else { abort() }
    }

    // MARK: ResponseSink

    var isWritable: Bool { context?.channel.isWritable ?? false }

    func requestBodyIsWanted() {
        guard let context, !isComplete else { return }
        if awaitsContinue {
            awaitsContinue = false
            write(.head(HTTPResponseHead(version: .http2, status: .continue)))
            context.flush()
        }
        updateTimer()
        if body?.hasRoom ?? true { context.read() }
    }

    func upgrade(_ response: Web.Response) -> InboundBytes<Web.UpgradedConnection.Failure>? { nil }

    func send(_ response: Web.Response, body: Bytes) throws(HeaderError) {
        isHolding = !isComplete && response.status < 400
        guard try sendHead(response, length: body.count, flushing: false) else { return }
        finish(nil, last: body)
    }

    func sendHead(_ response: Web.Response, length: Int?) throws(HeaderError) -> Bool {
        try sendHead(response, length: length, flushing: true)
    }

    func sendBody(_ bytes: Bytes) {
        write(.body(.byteBuffer(buffer(bytes))))
        context?.flush()
        updateTimer()
    }

    func sendEnd(trailers: Headers) {
        let isLegal = (try? trailers.validate()) != nil && !trailers.isEmpty
        let fields = isLegal ? HTTPHeaders(trailers.fields.map { ($0.name.lowercased(), $0.value) }) : nil
        finish(fields)
    }

    func abort() {
        leave()
        context?.close(promise: nil)
    }

    private func sendHead(
        _ response: Web.Response, length: Int?, flushing: Bool
    ) throws(HeaderError) -> Bool {
        try response.headers.validate()
        let plan = ResponsePlan(
            isHead: isHead, version: .http2, status: response.status, length: length, keepsAlive: true)
        write(.head(head(of: response, plan)))
        guard plan.sendsBody else {
            finish(nil)
            return false
        }
        if flushing { context?.flush() }
        return true
    }

    private func head(of response: Web.Response, _ plan: ResponsePlan) -> HTTPResponseHead {
        var headers = HTTPHeaders()
        for field in response.headers.fields {
            let name = field.name.lowercased()
            if ["content-length", "transfer-encoding", "connection", "keep-alive", "upgrade"].contains(name) {
                continue
            }
            headers.add(name: name, value: field.value)
        }
        if case .length(let length) = plan.framing { headers.add(name: "content-length", value: String(length)) }
        if !headers.contains(name: "date") {
            headers.add(name: "date", value: String(decoding: loop.currentDate, as: UTF8.self))
        }
        if let serverName = server.configuration.serverName, !headers.contains(name: "server") {
            headers.add(name: "server", value: serverName)
        }
        return HTTPResponseHead(
            version: .http2, status: .init(statusCode: response.status), headers: headers)
    }

    /// Ends the stream. What the client still sends is thrown away for a while, then the stream is reset.
    ///
    /// The last bytes and the end leave in one frame: a client that counts bytes resets a stream whose end is still
    /// to come.
    private func finish(_ trailers: HTTPHeaders?, last: Bytes = Bytes()) {
        requestTask = nil
        body?.fail(.answered)
        body = nil
        if last.isEmpty {
            write(.end(trailers))
        } else if isHolding {
            write(.body(.byteBuffer(buffer(last))))
            write(.end(trailers))
        } else {
            writePastCodec(.data(.init(data: .byteBuffer(buffer(last)), endStream: true)))
        }
        context?.flush()
        updateTimer()
        guard !isComplete else { return }
        context?.read()
        let timeout = loop.eventLoop.scheduleTask(in: TimeAmount(server.configuration.lingerTimeout)) {
            self.release()
            self.reset()
        }
        context?.channel.closeFuture.whenComplete { _ in timeout.cancel() }
    }

    /// Sends what was held back.
    private func release() {
        isHolding = false
        guard !held.isEmpty else { return }
        for part in held { write(part) }
        held = []
        context?.flush()
    }

    /// Tells the client that it need not send the rest (RFC 9113 section 8.1).
    private func reset() {
        writePastCodec(.rstStream(.noError))
        context?.flush()
    }

    /// The codec knows neither resets nor bytes that end a stream.
    private func writePastCodec(_ payload: HTTP2Frame.FramePayload) {
        let codec = try? context?.pipeline.syncOperations.context(
            handlerType: HTTP2FramePayloadToHTTP1ServerCodec.self)
        codec?.write(NIOAny(payload), promise: nil)
    }

    private func write(_ part: HTTPServerResponsePart) {
        guard !isHolding else { return held.append(part) }
        context?.write(NIOAny(part), promise: nil)
    }

    private func buffer(_ bytes: Bytes) -> ByteBuffer {
        bytes.withUnsafeBytes { ByteBuffer(bytes: $0) }
    }
}
