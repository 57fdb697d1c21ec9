import Fetch
import HTTPValues
import Synchronization

/// An object managed by the engine. It takes orders from any thread, has a timer, and may have news.
///
/// It is in at most one submission queue and at one place in the timer heap. It stores the links for both, so that the
/// engine allocates no memory for a request.
class EngineItem: @unchecked Sendable {
    // Sendable: `nextSubmission` is written only by the thread that changed `pendingOrders` from zero and by the thread
    // that drains the queue; the rest only with the engine's lock held.
    // Unchecked exclusivity: see EngineCore.
    final var nextSubmission: UnsafeMutableRawPointer?
    final let pendingOrders = Atomic<UInt32>(0)
    final var timerIndex = -1
    final var timerDeadline = MonotonicTime.never
    /// The engine's lists that contain this item.
    @exclusivity(unchecked) final var listings: Listings = []

    /// Orders for an item. Orders given before they are carried out are combined.
    struct Orders: OptionSet, Sendable {
        let rawValue: UInt32
        /// Begin.
        static let start = Orders(rawValue: 1)
        /// Resume receiving.
        static let resumeReceiving = Orders(rawValue: 2)
        /// Resume sending.
        static let resumeSending = Orders(rawValue: 4)
        /// Cancel the transfer.
        static let cancel = Orders(rawValue: 8)
        /// Close for good.
        static let close = Orders(rawValue: 16)
    }

    /// The engine's lists that are processed at the end of a turn.
    struct Listings: OptionSet {
        let rawValue: UInt8
        /// Items to reap.
        static let unreaped = Listings(rawValue: 1)
        /// Items with news.
        static let news = Listings(rawValue: 2)
        /// Items that go on in the next turn.
        static let nextTurn = Listings(rawValue: 4)
    }

    // The engine calls these methods with its lock held.

    /// Carries out orders.
    func carryOut(_ orders: Orders) {}

    /// Handles a timer that is due.
    func timerFired(now: MonotonicTime) {}

    /// Goes on after the others had their turn, after ``EngineCore/continueNextTurn(_:)``.
    func nextTurn() {}

    /// Ends what has finished, after ``EngineCore/hasFinished(_:)``.
    func reap() {}

    /// Returns the news to deliver without the lock, after ``EngineCore/hasNews(_:)``.
    func takeNews() -> (any News)? { nil }
}
