import Fetch
package import HTTPValues

/// The events on a scripted server.
package struct ServerLog: Sendable {
    /// The requests, in order of arrival.
    package internal(set) var requests: [ReceivedRequest] = []
    /// The messages of SOCKS clients, in order of arrival.
    package internal(set) var socks: [Bytes] = []
    /// The number of accepted connections.
    package internal(set) var connections = 0
    /// The maximum number of connections open at once.
    package internal(set) var mostOpenConnections = 0
    /// The number of connections that the client closed while the server waited for it or sent to it.
    package internal(set) var endedByClient = 0
    /// The number of bytes sent when the client first stopped accepting data, or nil if it never did.
    package internal(set) var blockedAfter: Int?
    /// The number of reply bytes sent.
    package internal(set) var sentBytes = 0
    /// The number of connections currently open, as far as the server has noticed.
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

    /// Waits until `condition` is true or the server is stopped.
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

    /// Resumes all waiters.
    func close() {
        let waiters = state.withLock { state in
            state.isClosed = true
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.continuation.resume() }
    }
}
