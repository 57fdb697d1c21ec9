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
        /// Waits for the server's consent to the body, until that time.
        case awaitContinue(until: MonotonicTime)
        /// The exchange has ended. `keepsAlive`: another one may follow.
        case ended(LiveTransfer, Result<TransferSummary, FetchError>, keepsAlive: Bool)
        /// The connection was closed before the server saw the request. Another one may be used.
        case sendAgain(LiveTransfer)
    }

    private let transfer: LiveTransfer
    private let isReused: Bool
    private var sending: HTTP1Sending
    private var reader: ResponseReader
    private var receiving = HTTP1Receiving()
    private var hasSentAll = false
    private var sentCount = 0
    private var receivedBytes = 0
    private var firstByte: MonotonicTime?
    private var keepsAlive = false
    private var hasHead = false
    /// When the body is sent even if the server does not ask for it.
    private var continueDeadline: MonotonicTime?
    /// Sending failed. A response may have arrived nevertheless.
    private var sendFailure: FetchError?
    private let began: MonotonicTime

    /// How much is sent or received before others get their turn.
    private static let turnSize = 1 << 20
    /// How long a body waits for the server's consent. curl waits as long.
    private static let continueWait = Duration.seconds(1)

    /// - Throws: ``FetchError`` if the request cannot be sent.
    init(of transfer: LiveTransfer, isReused: Bool, lines: HeaderLines = HeaderLines()) throws(FetchError) {
        self.transfer = transfer
        self.isReused = isReused
        sending = try HTTP1Sending(
            transfer.request, upload: transfer.transfer.upload, lines: lines, origin: transfer.place.origin)
        reader = ResponseReader(to: transfer.request.method)
        began = .now
    }

    /// Whether the progress of the request's body matters for timeouts.
    var uploads: Bool { sending.hasSeparateBody }

    /// Sends what is possible. For use when a response cannot be there yet.
    mutating func begin(on stream: any ByteStream) -> Step {
        do throws(FetchError) {
            return waiting(isBlocked: try send(on: stream))
        } catch {
            return failed(error)
        }
    }

    /// Sends and receives what is possible.
    ///
    /// - Parameter memory: Memory to receive into, shared by all connections.
    mutating func proceed(
        on stream: any ByteStream, _ facts: ConnectionFacts, _ memory: UnsafeMutableRawBufferPointer
    ) -> Step {
        var isBlocked = false
        var mayContinue: Bool
        repeat {
            do throws(FetchError) {
                isBlocked = try send(on: stream)
            } catch {
                return failed(error)
            }
            let wasWaiting = sending.isAwaitingContinue
            if let step = receive(on: stream, into: memory, facts) { return step }
            mayContinue = wasWaiting && !sending.isAwaitingContinue
        } while mayContinue
        return waiting(isBlocked: isBlocked)
    }

    private mutating func waiting(isBlocked: Bool) -> Step {
        if sending.isAwaitingContinue {
            let deadline = continueDeadline ?? .now.advanced(by: Self.continueWait)
            continueDeadline = deadline
            return .awaitContinue(until: deadline)
        }
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
    ///
    /// - Throws: ``FetchError`` if the body cannot be read.
    private mutating func send(on stream: any ByteStream) throws(FetchError) -> Bool {
        var turn = 0
        while sendFailure == nil {
            guard turn < Self.turnSize else { return true }
            let result: StreamResult
            let step = sending.next(sendsFiles: stream.sendsFiles)
            switch step {
            case .awaitContinue: return false
            case .awaitSource:
                transfer.pauseSending()
                return false
            case .failed(let error): throw error
            case .done:
                noteSentAll()
                return false
            case .send: result = sending.outgoing.rest.withUnsafeBytes { stream.send($0) }
            case .sendFile(let file, let offset, let count):
                result = stream.sendFile(file, at: offset, count: min(count, Self.turnSize))
            }
            switch result {
            case .blocked: return true
            case .failed(let error): sendFailure = error
            case .ended: note(try sending.sentFile(0))
            case .bytes(let count):
                turn += count
                sentCount += count
                if case .sendFile = step { note(try sending.sentFile(count)) } else { note(sending.sent(count)) }
            }
        }
        return false
    }

    private func note(_ progress: HTTP1Sending.Progress) {
        if progress.finishesHead { transfer.report(.headSent) }
        if progress.bodyCount > 0 { transfer.report(.bodySent(progress.bodyCount)) }
        if uploads { transfer.sent(isLast: false) }
    }

    private mutating func noteSentAll() {
        guard uploads, !hasSentAll else { return }
        hasSentAll = true
        transfer.sent(isLast: true)
    }

    // MARK: Receiving

    /// Reads what has arrived. Returns the step that ends the exchange, or that must follow.
    private mutating func receive(
        on stream: any ByteStream, into memory: UnsafeMutableRawBufferPointer, _ facts: ConnectionFacts
    ) -> Step? {
        if let step = readAgain(facts) { return step }
        var turn = 0
        while !transfer.state.pauses.receiving, turn < Self.turnSize {
            let (result, place) = receiving.receive(
                from: stream, into: memory, of: transfer, upTo: hasHead ? reader.uninterruptedCount : 0)
            switch result {
            case .blocked: return sendFailure.flatMap { hasHead ? nil : connectionLost($0) }
            case .ended: return inputEnded(facts)
            case .failed(let error): return connectionLost(error)
            case .bytes(let count):
                turn += count
                noteReceived()
                if let step = handle(count, in: place, memory, facts) { return step }
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

    private mutating func handle(
        _ count: Int, in place: HTTP1Receiving.Place, _ memory: UnsafeMutableRawBufferPointer, _ facts: ConnectionFacts
    ) -> Step? {
        switch place {
        case .shared:
            return read(UnsafeRawBufferPointer(rebasing: memory[..<count]), facts)
        case .collected:
            reader.received(count)
            receivedBytes += count
            transfer.collected(count)
        case .chunk(let chunk):
            reader.received(count)
            if let step = deliver(chunk) { return step }
        }
        return reader.uninterruptedCount == 0 && receiving.refused.isEmpty
            ? read(.init(start: nil, count: 0), facts) : nil
    }

    /// Continues after a pause with what was received before it.
    private mutating func readAgain(_ facts: ConnectionFacts) -> Step? {
        guard !transfer.state.pauses.receiving, !receiving.refused.isEmpty else { return nil }
        if let step = deliver(receiving.takeRefused()) { return step }
        // Even if nothing is unread: the refused bytes may have been the last.
        return receiving.refused.isEmpty ? read(UnsafeRawBufferPointer(start: nil, count: 0), facts) : nil
    }

    /// Reads what was not read before, and the bytes after it.
    private mutating func read(_ received: UnsafeRawBufferPointer, _ facts: ConnectionFacts) -> Step? {
        guard receiving.hasUnread else { return parse(received, facts) }
        return receiving.takeUnread(with: received).withUnsafeBytes { parse($0, facts) }
    }

    private mutating func parse(_ input: UnsafeRawBufferPointer, _ facts: ConnectionFacts) -> Step? {
        var consumed = 0
        defer { receiving.keepUnread(UnsafeRawBufferPointer(rebasing: input[consumed...])) }
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
                    if !receiving.refused.isEmpty { return nil }
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
        sending.dropAwaitedBody()
        transfer.received(head)
        return nil
    }

    /// Hands out a part of the body, or keeps it if the user refuses it.
    private mutating func deliver(_ bytes: UnsafeRawBufferPointer) -> Step? {
        noted(transfer.received(bytes), of: bytes.count) { Bytes(copying: bytes) }
    }

    private mutating func deliver(_ chunk: Bytes) -> Step? {
        noted(transfer.received(chunk), of: chunk.count) { chunk }
    }

    private mutating func noted(_ flow: Transfer.Flow, of count: Int, _ bytes: () -> Bytes) -> Step? {
        switch flow {
        case .proceed: receivedBytes += count
        case .pause: receiving.refuse(bytes())
        case .stop(let error): return failed(error)
        }
        return nil
    }

    // MARK: The end

    private mutating func completed(_ trailers: Headers, _ facts: ConnectionFacts) -> Step {
        // The rest of a request body would be taken for the next request.
        let isSent = sending.isDone && sendFailure == nil
        return .ended(
            transfer, .success(summary(trailers, facts)), keepsAlive: keepsAlive && isSent && !sending.endsConnection)
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
        TransferSummary(
            trailers: trailers,
            timings: facts.timings(of: transfer, isReused: isReused, ready: began, firstByte: firstByte ?? began),
            receivedBytes: receivedBytes, sentBytes: sending.bodyCount, isReusedConnection: isReused,
            remoteAddress: facts.remoteAddress)
    }
}

extension WireRequest {
    /// Whether the body can be sent only once.
    fileprivate var isOneShot: Bool { if case .upload = body { true } else { false } }
}
