import Fetch
package import HTTPValues

/// What happened on a scripted server.
package struct ServerLog: Sendable {
    /// The requests, in order of arrival.
    package internal(set) var requests: [ReceivedRequest] = []
    /// The messages of SOCKS clients, in order of arrival.
    package internal(set) var socks: [Bytes] = []
    /// The connections that were accepted.
    package internal(set) var connections = 0
    /// The most connections that were open at once.
    package internal(set) var mostOpenConnections = 0
    /// The connections that the client ended while the server waited for it or sent to it.
    package internal(set) var endedByClient = 0
    /// The bytes that had been sent when the client first took no more; nil when it always did.
    package internal(set) var blockedAfter: Int?
    /// The bytes of replies that were sent.
    package internal(set) var sentBytes = 0
    /// The connections that are open now, as far as the server has noticed.
    package internal(set) var openConnections = 0
}

/// A log that tasks can wait on.
final class SharedLog: Sendable {
    private struct Waiter {
        var condition: @Sendable (ServerLog) -> Bool
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var log = ServerLog()
        var waiters: [Waiter] = []
        var isClosed = false
    }

    private let state = Locked(State())

    var current: ServerLog { state.withLock { $0.log } }

    func change(_ change: (inout ServerLog) -> Void) {
        let ready = state.withLock { state in
            change(&state.log)
            let log = state.log
            let ready = state.waiters.filter { $0.condition(log) }
            if !ready.isEmpty { state.waiters.removeAll { $0.condition(log) } }
            return ready
        }
        for waiter in ready { waiter.continuation.resume() }
    }

    /// Waits until `condition` holds, or the server is torn down.
    func wait(until condition: @escaping @Sendable (ServerLog) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isReady = state.withLock { state in
                if state.isClosed || condition(state.log) { return true }
                state.waiters.append(Waiter(condition: condition, continuation: continuation))
                return false
            }
            if isReady { continuation.resume() }
        }
    }

    /// Lets everybody go who waits.
    func close() {
        let waiters = state.withLock { state in
            state.isClosed = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume() }
    }
}
