import HTTPValues

/// Delivers the events of one transfer to a listener, one at a time.
///
/// The listener runs on the thread that reports an event, with no lock of the transport held. The reader of the
/// response learns of its end after the listener has received all events.
public final class TransferEvents: Sendable {
    private enum Entry: Sendable {
        case event(TransferEvent)
        case action(@Sendable () -> Void)
    }

    private struct State {
        var entries: [Entry] = []
        var lastTime = MonotonicTime(nanoseconds: 0)
        /// Whether a thread is delivering. It also delivers the events that other threads add meanwhile.
        var isDelivering = false
    }

    private let listener: @Sendable (TransferEvent) -> Void
    private let state = Locked(State())

    /// Creates an instance for `listener`.
    public init(_ listener: @escaping @Sendable (TransferEvent) -> Void) {
        self.listener = listener
    }

    /// Adds an event to be delivered later. May be called with locks held.
    public func add(_ kind: TransferEvent.Kind, at time: MonotonicTime = .now) {
        state.withLock { state in
            state.lastTime = max(state.lastTime, time)
            state.entries.append(.event(TransferEvent(kind, at: state.lastTime)))
        }
    }

    /// Delivers pending events. Must be called without locks.
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

    /// Takes the next entries. If there are none, ends delivery by this thread and returns nil.
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

    /// Delivers an event. Must be called without locks.
    public func report(_ kind: TransferEvent.Kind) {
        add(kind)
        deliver()
    }

    /// Delivers pending events, then runs `action`.
    public func deliver(then action: @escaping @Sendable () -> Void) {
        state.withLock { $0.entries.append(.action(action)) }
        deliver()
    }
}
