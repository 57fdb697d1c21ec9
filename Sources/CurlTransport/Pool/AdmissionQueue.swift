import Fetch

/// Who may use a connection now, and who waits: the rule of the pool limits, without connections.
///
/// Requests are admitted in order of arrival, except that one whose origin is full lets others pass. An origin that
/// is known to speak HTTP/2 carries many requests on one connection and is counted so.
struct AdmissionQueue<Request: AnyObject> {
    private struct OriginState {
        var active = 0
        var isMultiplexed = false
        var waiting = WaitingLine<Request>()

        /// How many connections its active requests need.
        var connections: Int {
            guard isMultiplexed else { return active }
            return (active + AdmissionQueue.streamsPerConnection - 1) / AdmissionQueue.streamsPerConnection
        }
    }

    /// Streams that one HTTP/2 connection is trusted to carry (RFC 9113 section 6.5.2 recommends no fewer).
    private static var streamsPerConnection: Int { 100 }

    let limits: PoolLimits
    private var origins: [String: OriginState] = [:]
    private var connections = 0
    private var arrivals = 0
    /// Admitted requests.
    private(set) var activeCount = 0
    /// Requests that wait.
    private(set) var waitingCount = 0

    init(limits: PoolLimits) {
        self.limits = limits
    }

    /// Admits `request`, or makes it wait.
    mutating func admit(_ request: Request, to origin: String) -> Bool {
        if origins[origin]?.waiting.isEmpty ?? true, hasRoom(for: origin) {
            activate(origin)
            return true
        }
        arrivals += 1
        waitingCount += 1
        origins[origin, default: OriginState()].waiting.append(request, arrivals)
        return false
    }

    /// Takes a waiting request out of the line.
    mutating func withdraw(_ request: Request, from origin: String) {
        if origins[origin]?.waiting.remove(request) == true { waitingCount -= 1 }
        forgetIfUnused(origin)
    }

    /// Notes that an admitted request has ended.
    mutating func release(_ origin: String) {
        change(origin) { $0.active -= 1 }
        activeCount -= 1
        forgetIfUnused(origin)
    }

    /// Notes that `origin` carries many requests on one connection.
    mutating func setMultiplexed(_ origin: String) {
        guard origins[origin]?.isMultiplexed == false else { return }
        change(origin) { $0.isMultiplexed = true }
    }

    /// The next waiting request that may go, admitted.
    mutating func next() -> Request? {
        guard waitingCount > 0 else { return nil }
        var best: (origin: String, arrival: Int)?
        for (origin, state) in origins {
            guard let arrival = state.waiting.firstArrival, arrival < best?.arrival ?? .max, hasRoom(for: origin) else {
                continue
            }
            best = (origin, arrival)
        }
        guard let origin = best?.origin, let request = origins[origin]?.waiting.popFirst() else { return nil }
        waitingCount -= 1
        activate(origin)
        return request
    }

    private func hasRoom(for origin: String) -> Bool {
        var state = origins[origin] ?? OriginState()
        let before = state.connections
        state.active += 1
        let more = state.connections - before
        guard more > 0 else { return true }
        return connections + more <= limits.total ?? .max && before + more <= limits.perHost ?? .max
    }

    private mutating func activate(_ origin: String) {
        change(origin) { $0.active += 1 }
        activeCount += 1
    }

    private mutating func change(_ origin: String, _ change: (inout OriginState) -> Void) {
        var state = origins.removeValue(forKey: origin) ?? OriginState()
        connections -= state.connections
        change(&state)
        connections += state.connections
        origins[origin] = state
    }

    /// What is known about HTTP/2 is worth keeping, but not for every origin ever seen.
    private mutating func forgetIfUnused(_ origin: String) {
        guard let state = origins[origin], state.active == 0, state.waiting.isEmpty else { return }
        if !state.isMultiplexed || origins.count > 1000 { origins[origin] = nil }
    }
}

/// Waiting requests in order of arrival; leaving from the middle is cheap.
private struct WaitingLine<Request: AnyObject> {
    private var entries: [(request: Request?, arrival: Int)] = []
    private var first = 0
    private var places: [ObjectIdentifier: Int] = [:]
    private var removed = 0

    var isEmpty: Bool { places.isEmpty }

    var firstArrival: Int? { isEmpty ? nil : entries[first].arrival }

    mutating func append(_ request: Request, _ arrival: Int) {
        places[ObjectIdentifier(request)] = removed + entries.count
        entries.append((request, arrival))
    }

    mutating func popFirst() -> Request? {
        guard !isEmpty, let request = entries[first].request else { return nil }
        _ = remove(request)
        return request
    }

    mutating func remove(_ request: Request) -> Bool {
        guard let place = places.removeValue(forKey: ObjectIdentifier(request)) else { return false }
        entries[place - removed].request = nil
        while first < entries.count, entries[first].request == nil { first += 1 }
        if first > 32, first * 2 > entries.count {
            entries.removeFirst(first)
            removed += first
            first = 0
        }
        return true
    }
}
