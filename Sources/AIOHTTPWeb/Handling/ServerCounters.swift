import Synchronization

/// The counters behind ``Web/ServerStatistics``.
final class ServerCounters: Sendable {
    private let connectionsAccepted = Atomic(0)
    private let tlsHandshakes = Atomic(0)
    private let requests = Atomic(0)
    private let activeRequests = Atomic(0)
    private let maximumActiveRequests = Atomic(0)
    private let openConnections = Atomic(0)

    func connectionOpened() {
        connectionsAccepted.add(1, ordering: .relaxed)
        openConnections.add(1, ordering: .relaxed)
    }

    func connectionClosed() {
        openConnections.subtract(1, ordering: .relaxed)
    }

    func handshakeCompleted() {
        tlsHandshakes.add(1, ordering: .relaxed)
    }

    func requestBegan() {
        requests.add(1, ordering: .relaxed)
        let active = activeRequests.add(1, ordering: .relaxed).newValue
        if active > maximumActiveRequests.load(ordering: .relaxed) {
            maximumActiveRequests.max(active, ordering: .relaxed)
        }
    }

    func requestEnded() {
        activeRequests.subtract(1, ordering: .relaxed)
    }

    /// The counts since the start or the last reset. Counts of open connections and active requests are never reset.
    var snapshot: Web.ServerStatistics {
        Web.ServerStatistics(
            connectionsAccepted: connectionsAccepted.load(ordering: .relaxed),
            tlsHandshakes: tlsHandshakes.load(ordering: .relaxed),
            requests: requests.load(ordering: .relaxed),
            activeRequests: activeRequests.load(ordering: .relaxed),
            maximumActiveRequests: maximumActiveRequests.load(ordering: .relaxed),
            openConnections: openConnections.load(ordering: .relaxed))
    }

    func reset() {
        connectionsAccepted.store(0, ordering: .relaxed)
        tlsHandshakes.store(0, ordering: .relaxed)
        requests.store(0, ordering: .relaxed)
        maximumActiveRequests.store(activeRequests.load(ordering: .relaxed), ordering: .relaxed)
    }
}
