import Fetch
import HTTPValues

/// Decides which requests may use a connection and which wait. It implements the pool limits, without connections.
///
/// Requests are admitted in order of arrival, except that a request to an origin at its limit lets others pass. An
/// origin known to speak HTTP/2 carries many requests per connection and is counted accordingly. When its connections
/// are full, one request opens the next and the others wait for it. libcurl would open a connection for each of them.
struct AdmissionQueue<Request: AnyObject> {
    /// The state of an origin.
    final class Origin {
        let key: String
        fileprivate var active = 0
        fileprivate var sharing: Sharing
        /// The number of connections that are ready for requests.
        fileprivate var connected = 0
        fileprivate var waiting = WaitingLine<Request>()

        fileprivate init(_ key: String, _ sharing: Sharing) {
            self.key = key
            self.sharing = sharing
        }

        /// The number of connections needed for `active` requests.
        fileprivate func connections(for active: Int) -> Int {
            guard sharing == .multiplexed else { return active }
            return (active + AdmissionQueue.streamsPerConnection - 1) / AdmissionQueue.streamsPerConnection
        }

        /// Whether the connections can take another request, or that request should open the next connection. Until the
        /// first response, all requests wait for the first connection.
        fileprivate var isReadyForMore: Bool {
            let capacity = max(connected, 1) * AdmissionQueue.streamsPerConnection
            return switch sharing {
            case .exclusive: true
            case .unknown: active < capacity
            case .multiplexed: active <= capacity
            }
        }
    }

    /// How requests to an origin use connections.
    enum Sharing {
        /// One request at a time (HTTP/1.1).
        case exclusive
        /// Unknown so far; HTTP/2 has been offered.
        case unknown
        /// Several at a time (HTTP/2).
        case multiplexed
    }

    /// The number of streams assumed per HTTP/2 connection (RFC 9113 section 6.5.2 recommends no fewer).
    private static var streamsPerConnection: Int { 100 }
    /// The number of known origins at which unused ones are dropped, with the knowledge about their HTTP/2 support.
    private static var originLimit: Int { 1000 }

    let limits: PoolLimits
    private let offersSharing: Bool
    private var origins: [String: Origin] = [:]
    /// The origins for which requests are waiting.
    private var lines: [Origin] = []
    private var connections = 0
    private var arrivals = 0
    /// The number of admitted requests.
    private(set) var activeCount = 0
    /// The number of waiting requests.
    private(set) var waitingCount = 0

    init(limits: PoolLimits, offersSharing: Bool = false) {
        self.limits = limits
        self.offersSharing = offersSharing
    }

    /// Returns the origin for `key`.
    mutating func origin(_ key: String) -> Origin {
        if let origin = origins[key] { return origin }
        if origins.count >= Self.originLimit { origins = origins.filter { !$0.value.isUnused } }
        let origin = Origin(key, offersSharing ? .unknown : .exclusive)
        origins[key] = origin
        return origin
    }

    /// Admits `request` and returns true, or makes it wait.
    mutating func admit(_ request: Request, to origin: Origin) -> Bool {
        if origin.waiting.isEmpty, hasRoom(for: origin) {
            setActive(origin, origin.active + 1)
            return true
        }
        if origin.waiting.isEmpty { lines.append(origin) }
        arrivals += 1
        waitingCount += 1
        origin.waiting.append(request, arrivals)
        return false
    }

    /// Removes a waiting request.
    mutating func withdraw(_ request: Request, from origin: Origin) {
        guard origin.waiting.remove(request) else { return }
        noteDeparture(from: origin)
    }

    /// Notes that an admitted request has ended.
    mutating func release(_ origin: Origin) {
        setActive(origin, origin.active - 1)
    }

    /// Sets how requests to `origin` use connections. Returns whether that is a change.
    mutating func set(_ sharing: Sharing, of origin: Origin) -> Bool {
        guard origin.sharing != sharing else { return false }
        connections -= origin.connections(for: origin.active)
        origin.sharing = sharing
        connections += origin.connections(for: origin.active)
        return true
    }

    /// Notes that a connection to `origin` is ready for requests.
    mutating func connected(_ origin: Origin) {
        origin.connected += 1
    }

    /// Notes that such a connection has been closed.
    mutating func disconnected(_ origin: Origin) {
        origin.connected -= 1
    }

    /// Admits the next waiting request that may go, and returns it.
    mutating func next() -> Request? {
        var best: Origin?
        for origin in lines where origin.waiting.firstArrival ?? .max < best?.waiting.firstArrival ?? .max {
            if hasRoom(for: origin) { best = origin }
        }
        guard let best, let request = best.waiting.popFirst() else { return nil }
        noteDeparture(from: best)
        setActive(best, best.active + 1)
        return request
    }

    private mutating func noteDeparture(from origin: Origin) {
        waitingCount -= 1
        if origin.waiting.isEmpty { lines.removeAll { $0 === origin } }
    }

    private func hasRoom(for origin: Origin) -> Bool {
        guard origin.isReadyForMore else { return false }
        let before = origin.connections(for: origin.active)
        let more = origin.connections(for: origin.active + 1) - before
        guard more > 0 else { return true }
        return connections + more <= limits.total ?? .max && before + more <= limits.perHost ?? .max
    }

    private mutating func setActive(_ origin: Origin, _ active: Int) {
        connections += origin.connections(for: active) - origin.connections(for: origin.active)
        activeCount += active - origin.active
        origin.active = active
    }
}

extension AdmissionQueue.Origin {
    fileprivate var isUnused: Bool { active == 0 && waiting.isEmpty && connected == 0 }
}
