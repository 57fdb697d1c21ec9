import Fetch
import HTTPValues

/// The HTTP/1.1 connections of a client: those in use, those being opened, and the idle ones.
///
/// All access happens with the engine's lock held.
final class HTTP1Connections: EngineItem, ConnectorUser, @unchecked Sendable {
    // Sendable: see EngineItem; everything here is guarded by the engine's lock.
    // Unchecked exclusivity: see EngineCore.
    let engine: Engine
    private let limits: PoolLimits
    private var connector: Connector?
    /// The pool that owns these connections, and outlives them.
    private unowned(unsafe) var pool: ConnectionPool?
    /// Memory that all connections receive into.
    let receiveBuffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 128 << 10, alignment: 16)
    let headerLines = HeaderLines()
    @exclusivity(unchecked) private var idle: IdleConnections<HTTP1Connection>
    @exclusivity(unchecked) private var lastOrigin: LiveTransfer.Origin?
    @exclusivity(unchecked) private var lastLine: Line?
    private typealias Line = IdleConnections<HTTP1Connection>.Line
    /// Whether the socket of an idle connection is not watched, so that nobody would notice its end.
    @exclusivity(unchecked) private var hasUnwatched = false
    @exclusivity(unchecked) private var open: [ObjectIdentifier: HTTP1Connection] = [:]

    init(_ multi: CurlMulti, limits: PoolLimits, engine: Engine) {
        self.limits = limits
        self.engine = engine
        idle = IdleConnections(limit: limits.idleLimit, age: limits.idleAge.map(MonotonicTime.nanoseconds))
        super.init()
        connector = Connector(multi, for: self)
    }

    deinit {
        receiveBuffer.deallocate()
    }

    func serve(_ pool: ConnectionPool) {
        self.pool = pool
    }

    /// The number of open connections, including idle ones and those being opened.
    var connectionCount: Int { open.count + (connector?.multi.connectionCount ?? 0) }
    /// The number of connections opened so far.
    var openedCount: Int { connector?.multi.openedCount ?? 0 }

    // MARK: Exchanges

    /// Sends the request of `transfer` on an idle connection, or waits for one.
    func begin(_ transfer: LiveTransfer) throws(FetchError) {
        let line = line(for: transfer)
        while let connection = idle.pop(from: line) {
            connection.idlePlace = nil
            guard connection.isAlive else {
                connection.close()
                continue
            }
            do throws(FetchError) {
                return try connection.begin(transfer)
            } catch {
                connection.becomeIdle()
                throw error
            }
        }
        try connector?.connect(transfer, line.key)
    }

    /// Returns the line of the connections that can carry the request. Usually it is that of the last one.
    private func line(for transfer: LiveTransfer) -> Line {
        let origin = transfer.place.origin
        guard !transfer.request.usesProxy, let origin else {
            return idle.line(for: ConnectionKey(of: transfer.request))
        }
        if lastOrigin === origin, let lastLine, lastLine.isListed { return lastLine }
        let line = idle.line(for: ConnectionKey(of: transfer.request))
        (lastOrigin, lastLine) = (origin, line)
        return line
    }

    /// Sends a request again whose connection turned out to be dead. The other idle ones may be as well.
    func beginAgain(_ transfer: LiveTransfer) {
        transfer.reconnect()
        do throws(FetchError) {
            try connector?.connect(transfer, line(for: transfer).key)
        } catch {
            end(transfer, .failure(error))
        }
    }

    func end(_ transfer: LiveTransfer, _ outcome: Result<TransferSummary, FetchError>) {
        pool?.end(transfer, outcome)
    }

    // MARK: New connections

    func willOpenConnection() {
        guard let total = limits.total, let connector else { return }
        while open.count + connector.openingCount >= total, idle.count > 0 { close(idle.popOldest()) }
    }

    func opened(
        _ stream: any ByteStream, _ facts: ConnectionFacts, _ key: ConnectionKey, for transfer: LiveTransfer?
    ) {
        let connection = HTTP1Connection(stream, idle.line(for: key), facts, of: self)
        open[ObjectIdentifier(connection)] = connection
        guard let transfer else { return connection.becomeIdle() }
        do throws(FetchError) {
            try connection.begin(transfer)
        } catch {
            connection.close()
            end(transfer, .failure(error))
        }
    }

    func failed(_ transfer: LiveTransfer, _ error: FetchError) {
        end(transfer, .failure(error))
    }

    // MARK: Idle connections

    /// Takes a connection that can carry another request: for a transfer that waits for one, or for later.
    func becameIdle(_ connection: HTTP1Connection) {
        while let transfer = connector?.popTransfer(for: connection.line.key) {
            do throws(FetchError) {
                return try connection.begin(transfer)
            } catch {
                end(transfer, .failure(error))
            }
        }
        hasUnwatched = hasUnwatched || !connection.isWatched
        connection.idlePlace = idle.add(connection, to: connection.line, now: engine.core.now)
        close(idle.popSurplus())
        scheduleExpiry()
    }

    func closed(_ connection: HTTP1Connection) {
        if let place = connection.idlePlace { idle.remove(at: place) }
        connection.idlePlace = nil
        open[ObjectIdentifier(connection)] = nil
    }

    /// Closes a connection that was removed from the idle ones.
    private func close(_ connection: HTTP1Connection?) {
        connection?.idlePlace = nil
        connection?.close()
    }

    private func scheduleExpiry() {
        guard timerIndex < 0 else { return }
        let expiry = idle.nextExpiry ?? .never
        let check = hasUnwatched ? engine.core.now.advanced(by: Self.unwatchedTime) : .never
        if min(expiry, check) != .never { engine.core.schedule(self, at: min(expiry, check)) }
    }

    /// How long an idle connection may be unwatched.
    private static let unwatchedTime = Duration.seconds(1)

    override func timerFired(now: MonotonicTime) {
        if hasUnwatched { idle.forEach { $0.watchIdleness() } }
        hasUnwatched = false
        while let connection = idle.popExpired(now: now) { close(connection) }
        scheduleExpiry()
    }

    /// Closes idle connections beyond `limit`, the oldest first.
    func shutIdle(beyond limit: Int) {
        while idle.count > limit { close(idle.popOldest()) }
    }

    /// Closes everything. Called once no transfers are left.
    func close() {
        engine.core.cancelTimer(of: self)
        for connection in open.values { connection.close() }
        connector?.close()
    }
}
