import Fetch
import Glibc
import HTTPValues

/// An HTTP server that does exactly what a case says, right or wrong. It uses plain sockets and threads, so that no
/// library comes between the script and the wire.
///
/// It listens on two free ports of 127.0.0.1, which are two origins. All its threads end with ``stop()``.
package final class ScriptedServer: Sendable {
    /// The port of the first origin.
    package let port: Int
    /// The port of the second origin.
    package let otherPort: Int

    private let plan: ServerPlan
    /// The two ends of a pipe. Writing a byte to it ends every wait on every thread.
    private let stopPipe: (read: Int32, write: Int32)
    private let shared = SharedLog()
    private let next = Locked(0)
    private let threads = Locked(Threads())

    private struct Threads {
        var running = 0
        var waiter: CheckedContinuation<Void, Never>?
    }

    /// Starts a server.
    ///
    /// - Throws: ``SuiteFailure`` if no port is available.
    package init(_ plan: ServerPlan) throws(SuiteFailure) {
        self.plan = plan
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SuiteFailure(.unknown, "cannot create a pipe: error \(errno)") }
        stopPipe = (ends[0], ends[1])
        guard let first = Socket.listen(), let second = Socket.listen() else {
            throw SuiteFailure(.unknown, "cannot listen on a port: error \(errno)")
        }
        port = first.port
        otherPort = second.port
        serve(Socket(descriptor: first.descriptor, stop: stopPipe.read), isOther: false)
        serve(Socket(descriptor: second.descriptor, stop: stopPipe.read), isOther: true)
    }

    deinit {
        close(stopPipe.read)
        close(stopPipe.write)
    }

    /// The first origin: `http://127.0.0.1:PORT`.
    package var origin: String { "http://127.0.0.1:\(port)" }
    /// The second origin.
    package var otherOrigin: String { "http://127.0.0.1:\(otherPort)" }

    /// The events so far.
    package var log: ServerLog { shared.current }

    /// Waits until `condition` is true or the server is stopped.
    package func wait(until condition: @escaping @Sendable (ServerLog) -> Bool) async {
        await shared.wait(until: condition)
    }

    /// Replaces the placeholders for ports and origins in `text`.
    package func filled(_ text: String) -> String {
        Placeholders(origin: origin, other: otherOrigin, port: port).filled(text)
    }

    /// Ends all connections and threads, and waits for them to finish.
    package func stop() async {
        _ = write(stopPipe.write, [1], 1)
        shared.close()
        await withCheckedContinuation { continuation in
            let isDone = threads.withLock { threads in
                if threads.running == 0 { return true }
                threads.waiter = continuation
                return false
            }
            if isDone { continuation.resume() }
        }
    }

    // MARK: Threads

    private func start(_ body: @escaping @Sendable () -> Void) {
        threads.withLock { $0.running += 1 }
        RealThread.start { [self] in
            body()
            threads.withLock { threads in
                threads.running -= 1
                return threads.running == 0 ? threads.waiter.take() : nil
            }?.resume()
        }
    }

    private func serve(_ listener: Socket, isOther: Bool) {
        start { [self] in
            while let socket = listener.accept() {
                start { [self] in
                    converse(on: socket, isOther: isOther)
                    socket.close()
                    shared.change { $0.openConnections -= 1 }
                }
            }
            listener.close()
        }
    }

    private func converse(on socket: Socket, isOther: Bool) {
        var number = 0
        shared.change { log in
            number = log.connections
            log.connections += 1
            log.openConnections += 1
            log.mostOpenConnections = max(log.mostOpenConnections, log.openConnections)
        }
        var connection = ScriptedConnection(socket, number: number, isOther: isOther, log: shared, fill: filled)
        switch plan {
        case .live: return
        case .connections(let scripts):
            if !scripts.isEmpty { _ = connection.play(scripts[min(number, scripts.count - 1)]) }
        case .replies(let scripts):
            while connection.play([.readRequest]), connection.play(nextScript(of: scripts)) {}
        case .routes(let route):
            while connection.play([.readRequest]), let request = connection.request, connection.play(route(request)) {}
        }
    }

    private func nextScript(of scripts: [[ServerAction]]) -> [ServerAction] {
        let index = next.withLock { next in
            defer { next += 1 }
            return next
        }
        return scripts.isEmpty ? [.close] : scripts[min(index, scripts.count - 1)]
    }
}
