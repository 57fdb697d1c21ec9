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
        // Bytes after the request belong to the other protocol.
        if input.readableBytes > 0 { input.withUnsafeReadableBytes { inbound.receive($0) } }
        input.clear()
        if state.inputIsClosed { inbound.finish() }
        upgraded = inbound
        updateTimer()
        readIfWanted()
        return inbound
    }

    /// Tells a handler that is still reading that nothing more will come.
    func endUpgrade() {
        upgraded?.fail(.disconnected)
        upgraded = nil
    }
}
