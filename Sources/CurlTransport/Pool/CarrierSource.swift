import Fetch
import HTTPValues

/// The source of a pool's carriers and connections.
protocol CarrierSource: AnyObject {
    /// Works for `pool` from now on.
    func serve(_ pool: ConnectionPool)

    /// Starts `transfer` on a carrier, which is stored in its place.
    ///
    /// - Throws: ``FetchError`` if it cannot be started.
    func begin(_ transfer: LiveTransfer) throws(FetchError)

    /// Keeps idle connections up to the limit, in addition to those of `activeCount` requests.
    func keepConnections(besides activeCount: Int)

    /// Closes idle connections beyond `limit`. Called while no request is active.
    func shutConnections(beyond limit: Int)

    /// Handles everything that is due.
    func catchUp(now: MonotonicTime)

    /// The number of open connections, including idle ones.
    var connectionCount: Int { get }

    /// The number of connections opened so far.
    var openedCount: Int { get }

    /// Closes everything. Called once, when no transfers are left.
    func close()
}
