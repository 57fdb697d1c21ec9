import Fetch
import HTTPValues

/// One HTTP/1.1 exchange on a connection: sends the request and reads the response (RFC 9112).
///
/// It may read the response before the request was sent completely, because a server may answer early.
struct HTTP1Exchange: ~Copyable {
    /// What the connection does next.
    enum Step {
        /// Waits for events of the socket.
        case wait(SocketEvents)
        /// Goes on once others had their turn.
        case goOn
        /// Waits for the server's consent to the body, but not for long.
        case awaitContinue
        /// The exchange has ended. `keepsAlive`: another one may follow.
        case ended(LiveTransfer, Result<TransferSummary, FetchError>, keepsAlive: Bool)
        /// The connection was closed before the server saw the request. Another one may be used.
        case sendAgain(LiveTransfer)
    }

    private let transfer: LiveTransfer
    private let isReused: Bool
    private var sending: HTTP1Sending
    private var reader: ResponseReader
    /// Received bytes that were not read yet: an incomplete line, or what followed refused bytes.
    private var unread = ByteBuilder()
    /// A part of the body that the user refused, to be offered again.
    private var refused = Bytes()
    private var sentCount = 0
    private var receivedBytes = 0
    private var firstByte: MonotonicTime?
    private var keepsAlive = false
    private var hasHead = false
    /// Sending failed. A response may have arrived nevertheless.
    private var sendFailure: FetchError?
    /// The body could not be read.
    private var sourceFailure: FetchError?
    private let began: MonotonicTime

    /// How much is sent or received before others get their turn.
    private static let turnSize = 1 << 20

    init(of transfer: LiveTransfer, isReused: Bool) throws(FetchError) {
        self.transfer = transfer
        self.isReused = isReused
        sending = try HTTP1Sending(transfer.request, upload: transfer.transfer.upload)
        reader = ResponseReader(to: transfer.request.method)
        began = .now
    }

    /// Whether the body of the request is read in pieces.
    var uploads: Bool { sending.readsBody }

    /// Sends and receives what is possible.
    ///
    /// - Parameter memory: Memory to receive into, shared by all connections.
    mutating func proceed(
        on stream: any ByteStream, _ facts: ConnectionFacts, _ memory: UnsafeMutableRawBufferPointer
    ) -> Step {
        let isBlocked = send(on: stream)
        if let step = receive(on: stream, into: memory, facts) { return step }
        if sending.isAwaitingContinue { return .awaitContinue }
        var events: SocketEvents = []
        if !transfer.state.pauses.receiving { events.insert(.readable) }
        if isBlocked { events.insert(.writable) }
        return .wait(events)
    }

    // MARK: Sending

    /// Sends the body without the server's consent, which not every server gives (RFC 9110 section 10.1.1).
    mutating func waitedLongEnough() {
        sending.mayContinue()
    }

    /// Sends what is possible. Returns whether the socket accepts no more.
    private mutating func send(on stream: any ByteStream) -> Bool {
        guard sendFailure == nil, sourceFailure == nil else { return false }
        var turn = 0
        while true {
            switch sending.next() {
            case .done, .awaitContinue: return false
            case .awaitSource:
                transfer.pauseSending()
                return false
            case .failed(let error):
                sourceFailure = error
                return false
            case .send:
                guard turn < Self.turnSize else { return true }
                switch sending.outgoing.withUnsafeBytes({ stream.send($0) }) {
                case .bytes(let count):
                    turn += count
                    noteSent(count)
                case .blocked, .ended: return true
                case .failed(let error):
                    sendFailure = error
                    return false
                }
            }
        }
    }

    private mutating func noteSent(_ count: Int) {
        let isHead = sentCount == 0
        sentCount += count
        sending.sent(count)
        if isHead { transfer.report(.headSent) }
        if sending.readsBody, !isHead || !sending.outgoing.isEmpty {
            transfer.report(.bodySent(count))
            transfer.sent(isLast: sending.isBodyTaken && sending.outgoing.isEmpty)
        }
    }

    // MARK: Receiving

    /// Reads what has arrived. Returns the step that ends the exchange, if it has ended.
    private mutating func receive(
        on stream: any ByteStream, into memory: UnsafeMutableRawBufferPointer, _ facts: ConnectionFacts
    ) -> Step? {
        if let sourceFailure { return failed(sourceFailure) }
        if let step = readAgain(facts) { return step }
        var turn = 0
        while !transfer.state.pauses.receiving, turn < Self.turnSize {
            switch stream.receive(into: memory) {
            case .blocked: return sendFailure.flatMap { hasHead ? nil : failed($0) }
            case .ended: return inputEnded(facts)
            case .failed(let error): return connectionLost(error)
            case .bytes(let count):
                turn += count
                noteReceived()
                if let step = read(UnsafeRawBufferPointer(rebasing: memory[..<count]), facts) { return step }
            }
        }
        // Without a pause, the turn is over. The socket may not report what is left.
        return stream.mayHoldBytes && !transfer.state.pauses.receiving ? .goOn : nil
    }

    private mutating func noteReceived() {
        transfer.receivedBytes()
        guard firstByte == nil else { return }
        firstByte = .now
        transfer.report(.responseBegan)
    }

    /// Continues after a pause with what was received before it.
    private mutating func readAgain(_ facts: ConnectionFacts) -> Step? {
        guard !transfer.state.pauses.receiving else { return nil }
        guard !refused.isEmpty || unread.count > 0 else { return nil }
        let bytes = refused
        refused = Bytes()
        if !bytes.isEmpty, let step = bytes.withUnsafeBytes({ deliver($0) }) { return step }
        // Even if nothing is unread: the refused bytes may have been the last.
        return refused.isEmpty ? read(UnsafeRawBufferPointer(start: nil, count: 0), facts) : nil
    }

    /// Reads ``unread`` and the bytes after it.
    private mutating func read(_ received: UnsafeRawBufferPointer, _ facts: ConnectionFacts) -> Step? {
        guard unread.count > 0 else { return parse(received, facts) }
        unread.append(received)
        return unread.take().withUnsafeBytes { parse($0, facts) }
    }

    private mutating func parse(_ input: UnsafeRawBufferPointer, _ facts: ConnectionFacts) -> Step? {
        var consumed = 0
        defer { if consumed < input.count { unread.append(UnsafeRawBufferPointer(rebasing: input[consumed...])) } }
        do {
            while true {
                switch try reader.next(input, consumed: &consumed) {
                case .needsMore: return nil
                case .interim(let head): receivedInterim(head)
                case .head(let head, let keepsAlive):
                    if let step = receivedHead(head, keepsAlive: keepsAlive) { return step }
                case .otherProtocol(let head):
                    if let step = receivedHead(head, keepsAlive: false) { return step }
                    return completed(Headers(), facts)
                case .body(let range):
                    if let step = deliver(UnsafeRawBufferPointer(rebasing: input[range])) { return step }
                    if !refused.isEmpty { return nil }
                case .end(let trailers):
                    if consumed < input.count { keepsAlive = false }
                    return completed(trailers, facts)
                }
            }
        } catch {
            return failed(FetchError(error))
        }
    }

    private mutating func receivedInterim(_ head: ResponseHead) {
        if head.status == 100 { sending.mayContinue() }
    }

    private mutating func receivedHead(_ head: ResponseHead, keepsAlive: Bool) -> Step? {
        do throws(FetchError) {
            try ResponseRules(versions: .http1).check(head, to: transfer.request)
        } catch {
            return failed(error)
        }
        hasHead = true
        self.keepsAlive = keepsAlive
        transfer.received(head)
        return nil
    }

    /// Hands out a part of the body, or keeps it if the user refuses it.
    private mutating func deliver(_ bytes: UnsafeRawBufferPointer) -> Step? {
        switch transfer.received(bytes) {
        case .proceed: receivedBytes += bytes.count
        case .pause: refused = Bytes(copying: bytes)
        case .stop(let error): return failed(error)
        }
        return nil
    }

    // MARK: The end

    private mutating func completed(_ trailers: Headers, _ facts: ConnectionFacts) -> Step {
        // The rest of a request body would be taken for the next request.
        let isSent = if case .done = sending.next() { sendFailure == nil } else { false }
        let endsConnection = transfer.request.headers.list("Connection", contains: "close")
        return .ended(
            transfer, .success(summary(trailers, facts)), keepsAlive: keepsAlive && isSent && !endsConnection)
    }

    private mutating func inputEnded(_ facts: ConnectionFacts) -> Step {
        switch reader.inputEnd {
        case .unanswered: connectionLost(FetchError(.disconnected, "Server disconnected without sending a response"))
        case .complete: completed(Headers(), facts)
        case .incomplete:
            failed(
                hasHead
                    ? FetchError(.incompleteBody, "The server closed the connection before the end of the body")
                    : FetchError(.disconnected, "The server closed the connection before the end of the headers"))
        }
    }

    /// Handles a connection that broke. A kept-alive connection may have been closed by the server at any time: the
    /// request is sent again if the server cannot have acted on it (RFC 9112 section 9.3.1).
    private mutating func connectionLost(_ error: FetchError) -> Step {
        guard isReused, firstByte == nil else { return failed(sendFailure ?? error) }
        let isUnseen = sentCount == 0
        if isUnseen || (transfer.request.method.isIdempotent && !transfer.request.isOneShot) {
            return .sendAgain(transfer)
        }
        return failed(
            FetchError(.disconnected, "The server closed the kept-alive connection without sending a response"))
    }

    private func failed(_ error: FetchError) -> Step {
        var error = error
        error.isReusedConnection = isReused
        return .ended(transfer, .failure(error), keepsAlive: false)
    }

    private func summary(_ trailers: Headers, _ facts: ConnectionFacts) -> TransferSummary {
        let clock = transfer.state.clock
        let queued = clock.queuedMicroseconds
        func since(_ time: MonotonicTime) -> Int {
            Int(clamping: (time.nanoseconds &- clock.started.nanoseconds) / 1000)
        }
        return TransferSummary(
            trailers: trailers,
            timings: Timings(
                queued: queued, resolved: isReused ? queued : queued + facts.resolved,
                connected: isReused ? queued : queued + facts.connected,
                secured: isReused || facts.secured == 0 ? 0 : queued + facts.secured, ready: since(began),
                firstByte: since(firstByte ?? began), total: since(.now)),
            receivedBytes: receivedBytes, sentBytes: sending.bodyCount, isReusedConnection: isReused,
            remoteAddress: facts.remoteAddress)
    }
}

extension WireRequest {
    /// Whether the body can be sent only once.
    fileprivate var isOneShot: Bool { if case .upload = body { true } else { false } }
}
