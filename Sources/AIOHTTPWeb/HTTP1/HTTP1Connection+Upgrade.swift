import HTTPValues
import NIOCore

extension HTTP1Connection {
    func upgrade(
        _ response: Web.Response
    ) throws(HeaderError) -> InboundBytes<Web.UpgradedConnection.Failure>? {
        let head = try UpgradeHeadText(response.headers)
        guard state.upgrade() else { return nil }
        framing = .none
        write(capacity: head.capacity) { $0.write(head) }
        let inbound = InboundBytes(conflict: Web.UpgradedConnection.Failure.concurrentReaders) { [self] in
            if loop.eventLoop.inEventLoop { readIfWanted() } else { loop.eventLoop.execute { self.readIfWanted() } }
        }
        // What the client sent behind its request belongs to the other protocol.
        if input.readableBytes > 0 { input.withUnsafeReadableBytes { inbound.receive($0) } }
        input.clear()
        if state.inputIsClosed { inbound.finish() }
        upgraded = inbound
        updateTimer()
        readIfWanted()
        return inbound
    }

    /// A handler that still reads learns that nothing more will come.
    func endUpgrade() {
        upgraded?.fail(.disconnected)
        upgraded = nil
    }
}
