import Fetch
import HTTPValues

/// Which time limit of a transfer passes next: a rule over times, without a clock of its own.
struct TransferClock {
    private let timeouts: Timeouts
    private let deadline: MonotonicTime
    /// When the transfer was made.
    let started: MonotonicTime
    private var phase = FetchError.Phase.pool
    private var phaseBegan: MonotonicTime
    private var lastReceived: MonotonicTime
    private var lastSent: MonotonicTime
    /// When it had a place in the pool.
    private(set) var admitted = MonotonicTime.never

    /// What is happening to the request body.
    enum Upload {
        /// There is none, or it has been sent.
        case none
        /// It is being sent.
        case moving
        /// Its source has nothing to send at the moment: the peer is not to blame.
        case starved
    }

    init(timeouts: Timeouts, deadline: MonotonicTime?) {
        started = .now
        phaseBegan = started
        lastReceived = started
        lastSent = started
        self.timeouts = timeouts
        self.deadline = deadline ?? .never
    }

    /// A phase begins.
    mutating func begin(_ phase: FetchError.Phase, at now: MonotonicTime) {
        if phase == .connect { admitted = now }
        self.phase = phase
        phaseBegan = now
        lastReceived = now
        lastSent = now
    }

    /// Something of the response came, or it became the peer's turn.
    mutating func received(at now: MonotonicTime) { lastReceived = now }

    /// Something of the body was taken for sending.
    mutating func sent(at now: MonotonicTime) { lastSent = now }

    /// The time at which a limit passes, and which.
    func nextDeadline(upload: Upload, isReceivingPaused: Bool) -> (time: MonotonicTime, phase: FetchError.Phase) {
        let (since, current): (MonotonicTime, FetchError.Phase?) =
            switch (phase, upload) {
            case (.pool, _), (.connect, _): (phaseBegan, phase)
            case (_, .starved): (lastSent, nil)
            case (_, .moving): (max(lastSent, lastReceived), .write)
            case (_, .none): (lastReceived, isReceivingPaused ? nil : .read)
            }
        guard let current, let limit = limit(of: current) else { return (deadline, .total) }
        let time = since.advanced(by: limit)
        return time < deadline ? (time, current) : (deadline, .total)
    }

    private func limit(of phase: FetchError.Phase) -> Duration? {
        switch phase {
        case .connect: timeouts.connect
        case .read: timeouts.read
        case .write: timeouts.write
        case .pool: timeouts.pool
        case .total: nil
        }
    }

    /// The error for a limit that has passed.
    func failure(_ passed: FetchError.Phase, host: String, statistics: PoolStatistics) -> FetchError {
        let limit = limit(of: passed).map { " after \($0.secondsText)" } ?? ""
        let message =
            switch passed {
            case .connect: "Connection timeout to host \(host)\(limit)"
            case .read: "Timeout on reading data from \(host)\(limit)"
            case .write: "Timeout on sending data to \(host)\(limit)"
            case .pool:
                "Timeout on waiting for a free connection\(limit): \(statistics.activeRequests) requests active, "
                    + "\(statistics.waitingRequests) waiting, \(statistics.openConnections) connections open"
            case .total: "The total timeout passed while \(activity) \(host)"
            }
        return FetchError(.timeout(passed), message)
    }

    private var activity: String {
        switch phase {
        case .pool: "waiting for a connection to"
        case .connect: "connecting to"
        default: "exchanging with"
        }
    }

    /// How long it waited for a place in the pool, in microseconds.
    var queuedMicroseconds: Int {
        guard admitted != .never else { return 0 }
        return Int(clamping: (admitted.nanoseconds &- min(started.nanoseconds, admitted.nanoseconds)) / 1000)
    }
}

extension Duration {
    /// This duration in seconds, as a person writes it: `0.3 s`.
    fileprivate var secondsText: String {
        let (seconds, attoseconds) = components
        return "\(Double(seconds) + (Double(attoseconds) / 1e15).rounded() / 1000) s"
    }
}
