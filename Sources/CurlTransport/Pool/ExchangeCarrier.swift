import Fetch
import HTTPValues

/// Runs one exchange after another.
protocol ExchangeCarrier: AnyObject {
    /// Pauses the directions set in `pauses`, and resumes the others.
    func apply(_ pauses: Pauses)

    /// Leaves the transfer in any state. The connection is kept if it is reusable.
    func leave()
}
