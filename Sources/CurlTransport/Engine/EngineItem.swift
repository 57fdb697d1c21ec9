import Fetch
import HTTPValues
import Synchronization

/// Something the engine keeps track of: it can be given orders from any thread, and be called at a time.
///
/// It stands in at most one submission queue and at one place of the timer heap, and brings the links for both
/// itself, so that a request costs the engine no memory of its own.
class EngineItem: @unchecked Sendable {
    // Sendable: `nextSubmission` is written only by whoever turned `pendingOrders` from zero and by the queue's
    // taker; the timer's two values only with the engine's lock held.
    final var nextSubmission: UnsafeMutableRawPointer?
    final let pendingOrders = Atomic<UInt32>(0)
    final var timerIndex = -1
    final var timerDeadline = MonotonicTime.never

    /// What is asked; several orders given before they are seen become one.
    struct Orders: OptionSet, Sendable {
        let rawValue: UInt32
        static let start = Orders(rawValue: 1)
        static let resumeDownload = Orders(rawValue: 2)
        static let resumeUpload = Orders(rawValue: 4)
        static let cancel = Orders(rawValue: 8)
        static let close = Orders(rawValue: 16)
    }

    /// Does what was asked. Called with the engine's lock held, never from inside a libcurl callback.
    func carryOut(_ orders: Orders) {}

    /// Does what is due. Called with the engine's lock held, never from inside a libcurl callback.
    func timerFired(now: MonotonicTime) {}
}
