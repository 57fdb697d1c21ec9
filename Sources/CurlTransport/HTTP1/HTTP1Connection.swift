import Fetch
import HTTPValues

/// A connection that carries one HTTP/1.1 exchange after another (RFC 9112).
///
/// All access happens with the engine's lock held.
final class HTTP1Connection: EngineItem, ExchangeCarrier, SocketOwner, @unchecked Sendable {
    // Sendable: see EngineItem; everything here is guarded by the engine's lock.
    // Unchecked exclusivity: see EngineCore.
    /// Its place while it is idle.
    let line: IdleConnections<HTTP1Connection>.Line
    let facts: ConnectionFacts
    let stream: any ByteStream
    private unowned(unsafe) let owner: HTTP1Connections
    @exclusivity(unchecked) private var exchange: HTTP1Exchange?
    /// The number of exchanges so far.
    private var exchangeCount = 0
    private(set) var isClosed = false
    /// The place among the idle connections, while it is one.
    var idlePlace: IdleConnections<HTTP1Connection>.Place?

    init(
        _ stream: any ByteStream, _ line: IdleConnections<HTTP1Connection>.Line, _ facts: ConnectionFacts,
        of owner: HTTP1Connections
    ) {
        self.stream = stream
        self.line = line
        self.facts = facts
        self.owner = owner
    }

    private var engine: Engine { owner.engine }

    /// Whether an idle connection can carry another request. A readable one is dead: the peer has closed it, or sent
    /// something that no request asked for (RFC 9112 section 9.5).
    var isAlive: Bool { !isClosed && !stream.isReadable }

    // MARK: Exchanges

    /// Sends the request of `transfer`.
    ///
    /// - Throws: ``FetchError`` if it cannot be sent. The connection can then carry another one.
    func begin(_ transfer: LiveTransfer) throws(FetchError) {
        let isReused = exchangeCount > 0
        exchange = try HTTP1Exchange(of: transfer, isReused: isReused, lines: owner.headerLines)
        exchangeCount += 1
        transfer.place.carrier = self
        transfer.prepared(uploads: exchange?.uploads == true)
        transfer.isReadyToSend()
        facts.report(to: transfer, isReused: isReused)
        guard engine.core.isKicked else { return act(on: exchange?.begin(on: stream)) }
        engine.core.mute(stream.socket)
        proceed()
    }

    func apply(_ pauses: Pauses) {
        guard exchange != nil else { return }
        // Ending the transfer may release the last reference.
        let keeper = Unmanaged.passRetained(self)
        defer { keeper.release() }
        // TLS and a fast peer: bytes that arrived before the pause cause no further event.
        proceed()
    }

    /// Waits for the next request.
    func becomeIdle() {
        // A muted socket stays so for a while, because the next request usually comes soon.
        if isWatched { watchIdleness() }
        owner.becameIdle(self)
    }

    /// Watches the socket while the connection is idle. Anything that arrives now ends the connection.
    func watchIdleness() {
        engine.core.watch(stream.socket, for: .readable, of: self)
    }

    private func watch(_ events: SocketEvents) {
        engine.core.watch(stream.socket, for: events, of: self, isOneShot: engine.core.isKicked)
    }

    /// Whether events of the socket are reported.
    var isWatched: Bool { engine.core.isReported(stream.socket) }

    func leave() {
        guard exchange != nil else { return }
        exchange = nil
        close()
    }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        engine.core.cancelTimer(of: self)
        engine.core.forget(stream.socket)
        stream.close()
        owner.closed(self)
    }

    func socketReady(_ socket: Int32, for events: SocketEvents) {
        // Closing releases the last reference.
        let keeper = Unmanaged.passRetained(self)
        defer { keeper.release() }
        guard exchange == nil else { return proceed() }
        if stream.isReadable { close() } else { watchIdleness() }
    }

    override func nextTurn() {
        let keeper = Unmanaged.passRetained(self)
        defer { keeper.release() }
        proceed()
    }

    /// Sends a body that has waited long enough for the server's consent.
    override func timerFired(now: MonotonicTime) {
        let keeper = Unmanaged.passRetained(self)
        defer { keeper.release() }
        exchange?.waitedLongEnough()
        proceed()
    }

    /// Sends and receives until nothing more is possible, and acts on the result.
    private func proceed() {
        act(on: exchange?.proceed(on: stream, facts, owner.receiveBuffer))
    }

    private func act(on step: HTTP1Exchange.Step?) {
        switch step {
        case nil: break
        case .wait(let events):
            watch(events)
        case .awaitContinue(let deadline):
            watch(.readable)
            engine.core.schedule(self, at: deadline)
        case .goOn:
            engine.core.continueNextTurn(self)
        case .ended(let transfer, let outcome, let keepsAlive):
            exchange = nil
            transfer.place.carrier = nil  // another transfer may use the connection before this one has ended
            engine.core.cancelTimer(of: self)
            if keepsAlive { becomeIdle() } else { close() }
            owner.end(transfer, outcome)
        case .sendAgain(let transfer):
            exchange = nil
            close()
            owner.beginAgain(transfer)
        }
    }
}
