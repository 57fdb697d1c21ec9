import HTTPValues
import Logging
import NIOCore

/// State shared by all connections of a server.
final class ServerContext: Sendable {
    let configuration: Web.ServerConfiguration
    let responder: Responder
    let logger: Logger
    let counters: ServerCounters
    private let loops: [ObjectIdentifier: LoopContext]
    private let connections = Locked<Connections>(Connections())

    private struct Connections {
        var open: [ObjectIdentifier: any Channel] = [:]
        var isStopping = false
        var drained: [CheckedContinuation<Void, Never>] = []
    }

    init(
        configuration: Web.ServerConfiguration, responder: Responder, logger: Logger, counters: ServerCounters,
        group: any EventLoopGroup
    ) {
        self.configuration = configuration
        self.responder = responder
        self.logger = logger
        self.counters = counters
        var loops: [ObjectIdentifier: LoopContext] = [:]
        for loop in group.makeIterator() { loops[ObjectIdentifier(loop)] = LoopContext(loop) }
        self.loops = loops
    }

    func loop(of channel: any Channel) -> LoopContext {
        loops[ObjectIdentifier(channel.eventLoop)] ?? LoopContext(channel.eventLoop)
    }

    var isStopping: Bool { connections.withLock { $0.isStopping } }

    func opened(_ channel: any Channel) {
        counters.connectionOpened()
        connections.withLock { $0.open[ObjectIdentifier(channel)] = channel }
        channel.closeFuture.whenComplete { _ in self.closed(channel) }
    }

    private func closed(_ channel: any Channel) {
        counters.connectionClosed()
        let drained = connections.withLock { connections -> [CheckedContinuation<Void, Never>] in
            connections.open[ObjectIdentifier(channel)] = nil
            guard connections.open.isEmpty else { return [] }
            defer { connections.drained = [] }
            return connections.drained
        }
        for waiting in drained { waiting.resume() }
    }

    /// Tells every connection to end after its current request.
    func quiesce() {
        let open = connections.withLock { connections in
            connections.isStopping = true
            return Array(connections.open.values)
        }
        for channel in open { channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent()) }
    }

    func closeAll() {
        for channel in connections.withLock({ Array($0.open.values) }) { channel.close(promise: nil) }
    }

    /// Returns when no connection is open.
    func drained() async {
        await withCheckedContinuation { continuation in
            let isEmpty = connections.withLock { connections in
                if connections.open.isEmpty { return true }
                connections.drained.append(continuation)
                return false
            }
            if isEmpty { continuation.resume() }
        }
    }
}
