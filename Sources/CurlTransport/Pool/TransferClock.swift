import Fetch
import HTTPValues

/// Computes which timeout of a transfer expires next, from the times it is given.
struct TransferClock {
    private let timeout: FetchTimeout
    private let deadline: MonotonicTime
    /// When the transfer was created.
    let started: MonotonicTime
    private var phase = FetchError.Phase.pool
    private var phaseBegan: MonotonicTime
    private var lastReceived: MonotonicTime
    private var lastSent: MonotonicTime
    /// When the transfer got a place in the pool.
    private(set) var admitted = MonotonicTime.never

    /// The progress of the request body.
    enum Upload {
        /// There is no body, or it has been sent.
        case none
        /// The body is being sent.
        case moving
        /// The source has no data at the moment, so the peer is not to blame.
        case starved
    }

    init(timeout: FetchTimeout, deadline: MonotonicTime?) {
        started = .now
        phaseBegan = started
        lastReceived = started
        lastSent = started
        self.timeout = timeout
        self.deadline = deadline ?? .never
    }

    /// Begins a phase.
    mutating func begin(_ phase: FetchError.Phase, at now: MonotonicTime) {
        if phase == .connect, admitted == .never { admitted = now }
        self.phase = phase
        phaseBegan = now
        lastReceived = now
        lastSent = now
    }

    /// Notes that part of the response arrived, or that the peer's turn began.
    mutating func received(at now: MonotonicTime) { lastReceived = now }

    /// Notes that a chunk of the body was taken for sending.
    mutating func sent(at now: MonotonicTime) { lastSent = now }

    /// Returns the next deadline and the timeout it belongs to.
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
        case .connect: timeout.connect
        case .read: timeout.read
        case .write: timeout.write
        case .pool: timeout.pool
        case .total: nil
        }
    }

    /// Returns the error for a timeout that has expired.
    func failure(_ passed: FetchError.Phase, host: String, statistics: PoolStatistics) -> FetchError {
        let limit = limit(of: passed).map { " after \($0.briefText)" } ?? ""
        let message =
            switch passed {
            case .connect: "Connection timeout to host \(host)\(limit)"
            case .read: "Timeout on reading data from \(host)\(limit)"
            case .write: "Timeout on sending data to \(host)\(limit)"
            case .pool:
                "Timeout on waiting for a free connection\(limit): \(statistics.activeRequests) requests active, "
                    + "\(statistics.waitingRequests) waiting, \(statistics.openConnections) connections open"
            case .total:
                "Total timeout\(timeout.total.map { " of \($0.briefText)" } ?? "") exceeded while \(activity) \(host)"
            }
        return FetchError(.timeout(passed), message)
    }

    private var activity: String {
        switch phase {
        case .pool: "waiting for a connection to"
        case .connect: "connecting to"
        default: "exchanging data with"
        }
    }

    /// How long the transfer waited for a place in the pool, in microseconds.
    var queuedMicroseconds: Int {
        guard admitted != .never else { return 0 }
        return Int(clamping: (admitted.nanoseconds &- min(started.nanoseconds, admitted.nanoseconds)) / 1000)
    }
}

extension Duration {
    /// This duration in human-readable form: `1.5 s`, or below a second `50 ms`.
    fileprivate var briefText: String {
        let milliseconds = self / .milliseconds(1)
        let (value, unit) = milliseconds < 1000 ? (milliseconds, "ms") : (milliseconds / 1000, "s")
        let rounded = (value * 1000).rounded() / 1000
        return "\(Int(exactly: rounded).map(String.init) ?? "\(rounded)") \(unit)"
    }
}
