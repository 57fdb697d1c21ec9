import Fetch
import HTTPValues

/// Where a pool gets carriers and connections from.
protocol CarrierSource: AnyObject {
    /// Works for this pool from now on.
    func serve(_ pool: ConnectionPool)

    /// Starts `transfer` on a carrier, which is noted in its place.
    ///
    /// - Throws: ``FetchError``, when it cannot be started.
    func begin(_ transfer: LiveTransfer) throws(FetchError)

    /// Keeps idle connections up to the limit, beside those of so many requests.
    func keepConnections(besides activeCount: Int)

    /// Closes idle connections beyond so many. Called while no request is active.
    func shutConnections(beyond limit: Int)

    /// Does at once what is due.
    func catchUp(now: MonotonicTime)

    /// Connections that are open, idle ones included.
    var connectionCount: Int { get }

    /// Connections that were opened so far.
    var openedCount: Int { get }

    /// Closes everything. Called once, when no transfer is left.
    func close()
}
