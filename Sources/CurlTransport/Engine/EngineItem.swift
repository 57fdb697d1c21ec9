import Fetch
import HTTPValues
import Synchronization

/// Something the engine keeps track of: it takes orders from any thread, is called at a time, and may have news.
///
/// It stands in at most one submission queue and at one place of the timer heap, and brings the links for both
/// itself, so that a request costs the engine no memory of its own.
class EngineItem: @unchecked Sendable {
    // Sendable: `nextSubmission` is written only by whoever turned `pendingOrders` from zero and by the queue's
    // taker; the others only with the engine's lock held.
    // Unchecked exclusivity: see EngineCore.
    final var nextSubmission: UnsafeMutableRawPointer?
    final let pendingOrders = Atomic<UInt32>(0)
    final var timerIndex = -1
    final var timerDeadline = MonotonicTime.never
    /// The lists of the engine that it stands in.
    @exclusivity(unchecked) final var listings: Listings = []

    /// What is asked; several orders given before they are seen become one.
    struct Orders: OptionSet, Sendable {
        let rawValue: UInt32
        /// Begin.
        static let start = Orders(rawValue: 1)
        /// Go on receiving.
        static let resumeReceiving = Orders(rawValue: 2)
        /// Go on sending.
        static let resumeSending = Orders(rawValue: 4)
        /// End what is under way.
        static let cancel = Orders(rawValue: 8)
        /// End for good.
        static let close = Orders(rawValue: 16)
    }

    /// The lists that the engine works off at the end of a turn.
    struct Listings: OptionSet {
        let rawValue: UInt8
        /// Those to be reaped.
        static let unreaped = Listings(rawValue: 1)
        /// Those with news.
        static let news = Listings(rawValue: 2)
    }

    // All of these are called with the engine's lock held.

    /// Does what was asked.
    func carryOut(_ orders: Orders) {}

    /// Does what is due.
    func timerFired(now: MonotonicTime) {}

    /// Ends what has finished, after ``EngineCore/hasFinished(_:)``.
    func reap() {}

    /// What is to be told without the lock, after ``EngineCore/hasNews(_:)``.
    func takeNews() -> (any News)? { nil }
}
