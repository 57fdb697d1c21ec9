import HTTPValues

/// Hands the events of one transfer to a listener, one after the other.
///
/// The listener runs on whatever thread the event comes from, and with no lock of the transport held. Whoever reads the
/// response is told of its end after the listener has been told all.
public final class TransferEvents: Sendable {
    private enum Entry: Sendable {
        case event(TransferEvent)
        case action(@Sendable () -> Void)
    }

    private struct State {
        var entries: [Entry] = []
        var lastTime = MonotonicTime(nanoseconds: 0)
        /// Whether some thread is at it; it takes what others add meanwhile.
        var isDelivering = false
    }

    private let listener: @Sendable (TransferEvent) -> Void
    private let state = Locked(State())

    /// Events for `listener`.
    public init(_ listener: @escaping @Sendable (TransferEvent) -> Void) {
        self.listener = listener
    }

    /// Notes an event, to be delivered later: for a transport that holds a lock.
    public func add(_ kind: TransferEvent.Kind, at time: MonotonicTime = .now) {
        state.withLock { state in
            state.lastTime = max(state.lastTime, time)
            state.entries.append(.event(TransferEvent(kind, at: state.lastTime)))
        }
    }

    /// Tells the listener what was noted. Called without locks.
    public func deliver() {
        let begins = state.withLock { state in
            defer { state.isDelivering = true }
            return !state.isDelivering
        }
        guard begins else { return }
        while let entries = takeEntries() {
            for entry in entries {
                switch entry {
                case .event(let event): listener(event)
                case .action(let action): action()
                }
            }
        }
    }

    /// What to deliver next; nil when there is nothing left, and this thread is no longer at it.
    private func takeEntries() -> [Entry]? {
        state.withLock { state in
            guard !state.entries.isEmpty else {
                state.isDelivering = false
                return nil
            }
            defer { state.entries = [] }
            return state.entries
        }
    }

    /// Tells the listener of an event. Called without locks.
    public func report(_ kind: TransferEvent.Kind) {
        add(kind)
        deliver()
    }

    /// Tells the listener what was noted, and runs `action` then.
    public func deliver(then action: @escaping @Sendable () -> Void) {
        state.withLock { $0.entries.append(.action(action)) }
        deliver()
    }
}
