import CCurl
import Fetch
import HTTPValues

/// The user of a ``Connector``.
protocol ConnectorUser: AnyObject {
    /// Makes room for a connection that is about to be opened.
    func willOpenConnection()

    /// Takes over an open connection, for a transfer if one waits for it.
    func opened(
        _ stream: any ByteStream, _ facts: ConnectionFacts, _ key: ConnectionKey, for transfer: LiveTransfer?)

    /// Ends a transfer for which no connection could be opened.
    func failed(_ transfer: LiveTransfer, _ error: FetchError)
}

/// Opens connections for transfers: libcurl resolves names, connects, and talks to proxies.
///
/// All access happens with the engine's lock held.
final class Connector {
    let multi: CurlMulti
    /// The TLS sessions of all connections, each of which has a handle of its own.
    let sessions = TLSSessions()
    /// Owns this connector, and outlives it.
    private unowned(unsafe) let user: any ConnectorUser
    @exclusivity(unchecked) private var demand: Demand
    private var isClosed = false

    typealias Demand = ConnectionDemand<ConnectionKey, ConnectionWish, ConnectionOpening>

    /// The maximum number of connections opened at a time. More gain nothing: a thousand handles with their TLS take
    /// longer, and 20 KiB each.
    private static let openingLimit = 64

    init(_ multi: CurlMulti, for user: any ConnectorUser) {
        self.multi = multi
        self.user = user
        demand = ConnectionDemand(limit: Self.openingLimit)
    }

    /// The number of connections being opened.
    var openingCount: Int { demand.attemptCount }

    // MARK: Wishes

    /// Opens a connection for `transfer`, or waits for one that is opened or becomes free.
    ///
    /// - Throws: ``FetchError`` if libcurl refuses.
    func connect(_ transfer: LiveTransfer, _ key: ConnectionKey) throws(FetchError) {
        let wish = ConnectionWish(transfer, key, of: self)
        transfer.place.carrier = wish
        transfer.prepared(uploads: false)
        guard demand.add(wish, for: key) else { return }
        do throws(FetchError) {
            try open(key, for: transfer)
        } catch {
            _ = demand.withdraw(wish, for: key)
            throw error
        }
    }

    /// Removes and returns the first transfer that waits for a connection such as one that became free.
    func popTransfer(for key: ConnectionKey) -> LiveTransfer? {
        demand.popWish(for: key)?.grant()
    }

    fileprivate func withdraw(_ wish: ConnectionWish) {
        demand.withdraw(wish, for: wish.key)?.giveUp()
        openMore()
    }

    // MARK: Attempts

    private func open(_ key: ConnectionKey, for transfer: LiveTransfer) throws(FetchError) {
        user.willOpenConnection()
        let attempt = try ConnectionOpening(transfer, key, of: self)
        demand.began(attempt, for: key)
        do throws(FetchError) {
            try attempt.start()
        } catch {
            demand.ended(attempt, for: key)
            throw error
        }
    }

    func opened(_ attempt: ConnectionOpening, _ stream: any ByteStream, _ facts: ConnectionFacts) {
        demand.ended(attempt, for: attempt.key)
        user.opened(stream, facts, attempt.key, for: popTransfer(for: attempt.key))
        openMore()
    }

    func failed(_ attempt: ConnectionOpening, _ error: FetchError) {
        demand.ended(attempt, for: attempt.key)
        if let transfer = demand.popUnserved(for: attempt.key)?.grant() { user.failed(transfer, error) }
        openMore()
    }

    func gaveUp(_ attempt: ConnectionOpening) {
        demand.ended(attempt, for: attempt.key)
    }

    /// Opens connections for those that waited for their turn.
    private func openMore() {
        while !isClosed, let (key, wish) = demand.nextToOpen() {
            do throws(FetchError) {
                try open(key, for: wish.transfer)
            } catch {
                guard let transfer = demand.popUnserved(for: key)?.grant() else { continue }
                user.failed(transfer, error)
            }
        }
    }

    /// Gives up everything that is being opened. Called once no transfers are left.
    func close() {
        isClosed = true
        for attempt in demand.attempts { attempt.giveUp() }
        multi.close()
    }
}

/// The carrier of a transfer that waits for a connection.
final class ConnectionWish: ExchangeCarrier {
    let transfer: LiveTransfer
    let key: ConnectionKey
    private var connector: Connector?

    fileprivate init(_ transfer: LiveTransfer, _ key: ConnectionKey, of connector: Connector) {
        self.transfer = transfer
        self.key = key
        self.connector = connector
    }

    /// Ends the wish. Returns its transfer.
    fileprivate func grant() -> LiveTransfer {
        connector = nil
        return transfer
    }

    func apply(_ pauses: Pauses) {}

    func leave() {
        connector?.withdraw(self)
        connector = nil
    }
}
