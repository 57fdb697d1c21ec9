import Fetch
import HTTPValues

/// The HTTP/1.1 connections of a client: those in use, those being opened, and the idle ones.
///
/// All access happens with the engine's lock held.
final class HTTP1Connections: EngineItem, ConnectionUser, @unchecked Sendable {
    // Sendable: see EngineItem; everything here is guarded by the engine's lock.
    // Unchecked exclusivity: see EngineCore.
    let engine: Engine
    private let multi: CurlMulti
    private let limits: PoolLimits
    /// Memory that all connections receive into.
    let receiveBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 16)
    @exclusivity(unchecked) private var idle: IdleConnections<HTTP1Connection>
    @exclusivity(unchecked) private var open: [ObjectIdentifier: HTTP1Connection] = [:]
    @exclusivity(unchecked) private var opening: [ObjectIdentifier: ConnectionOpening] = [:]

    init(_ multi: CurlMulti, limits: PoolLimits, engine: Engine) {
        self.multi = multi
        self.limits = limits
        self.engine = engine
        idle = IdleConnections(limit: limits.idle, age: limits.idleAge.map(MonotonicTime.nanoseconds))
    }

    deinit {
        receiveBuffer.deallocate()
    }

    /// The number of open connections, including idle ones.
    var count: Int { open.count }

    // MARK: Exchanges

    /// Sends the request of `transfer` on an idle connection, or opens one for it.
    func begin(_ transfer: LiveTransfer) throws(FetchError) {
        let origin = transfer.request.connectionKey
        while let connection = idle.pop(to: origin) {
            guard connection.isAlive else {
                connection.close()
                continue
            }
            do throws(FetchError) {
                return try connection.begin(transfer)
            } catch {
                becameIdle(connection)
                throw error
            }
        }
        try openConnection(for: transfer, to: origin)
    }

    /// Sends a request again whose connection turned out to be dead. The other idle ones may be as well.
    func beginAgain(_ transfer: LiveTransfer) {
        transfer.rewound()
        do throws(FetchError) {
            try openConnection(for: transfer, to: transfer.request.connectionKey)
        } catch {
            end(transfer, .failure(error))
        }
    }

    private func openConnection(for transfer: LiveTransfer, to origin: String) throws(FetchError) {
        if let total = limits.total, open.count + opening.count >= total { idle.popOldest()?.close() }
        let attempt = try ConnectionOpening(transfer, to: origin, for: self, over: multi)
        opening[ObjectIdentifier(attempt)] = attempt
        transfer.place.carrier = attempt
        transfer.prepared(uploads: false)
        try attempt.start()
    }

    func end(_ transfer: LiveTransfer, _ outcome: Result<TransferSummary, FetchError>) {
        multi.pool?.end(transfer, outcome)
    }

    // MARK: Attempts to connect

    func opened(_ attempt: ConnectionOpening, _ stream: any ByteStream, _ facts: ConnectionFacts) {
        opening[ObjectIdentifier(attempt)] = nil
        let connection = HTTP1Connection(stream, to: attempt.origin, facts: facts, owner: self)
        open[ObjectIdentifier(connection)] = connection
        let transfer = attempt.transfer
        do throws(FetchError) {
            try connection.begin(transfer)
        } catch {
            becameIdle(connection)
            end(transfer, .failure(error))
        }
    }

    func failed(_ attempt: ConnectionOpening, _ error: FetchError) {
        opening[ObjectIdentifier(attempt)] = nil
        end(attempt.transfer, .failure(error))
    }

    func gaveUp(_ attempt: ConnectionOpening) {
        opening[ObjectIdentifier(attempt)] = nil
    }

    // MARK: Idle connections

    func becameIdle(_ connection: HTTP1Connection) {
        idle.add(connection, to: connection.origin, now: engine.core.now)?.close()
        scheduleExpiry()
    }

    func closed(_ connection: HTTP1Connection) {
        idle.remove(connection, to: connection.origin)
        open[ObjectIdentifier(connection)] = nil
    }

    private func scheduleExpiry() {
        guard timerIndex < 0, let expiry = idle.nextExpiry else { return }
        engine.core.schedule(self, at: expiry)
    }

    override func timerFired(now: MonotonicTime) {
        while let connection = idle.popExpired(now: now) { connection.close() }
        scheduleExpiry()
    }

    /// Closes idle connections beyond `limit`, the oldest first.
    func shutIdle(beyond limit: Int) {
        while idle.count > limit, let connection = idle.popOldest() { connection.close() }
    }

    /// Closes everything. Called once no transfers are left.
    func close() {
        engine.core.cancelTimer(of: self)
        _ = idle.removeAll()
        for connection in open.values { connection.close() }
    }
}
