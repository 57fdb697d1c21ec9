import Fetch
import HTTPValues

/// What runs one exchange after the other on a connection.
protocol ExchangeCarrier: AnyObject {
    /// Lets the directions rest that `pauses` names, and go on otherwise.
    func apply(_ pauses: Pauses)

    /// Leaves the transfer, whatever has become of it; its connection is kept if it can be used again.
    func leave()
}
