import HTTPValues
import NIOCore

extension HTTP1Connection {
    func upgrade(
        _ response: Web.Response
    ) throws(HeaderError) -> InboundBytes<Web.UpgradedConnection.Failure>? {
        try response.headers.validate()
        guard state.upgrade() else { return nil }
        framing = .none
        write(capacity: 256) { buffer in
            buffer.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n")
            for field in response.headers.fields where !field.name.equalsIgnoringASCIICase("Connection") {
                buffer.writeLine(field)
            }
            buffer.write("\r\n")
        }
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
