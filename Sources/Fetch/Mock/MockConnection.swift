public import HTTPValues

/// The server side of a connection over a ``MockTransport``.
public struct MockConnection: Sendable {
    /// The client's request for the connection.
    public let request: ConnectionRequest
    private let peer: MockPeer

    init(request: ConnectionRequest, peer: MockPeer) {
        self.request = request
        self.peer = peer
    }

    /// Returns the next bytes that the client sends, or nil if it is done sending.
    public func read() async throws -> Bytes? { try await peer.read() }

    /// Sends bytes to the client. Waits if it does not read.
    public func write(_ bytes: Bytes) async throws { try await peer.write(bytes) }

    /// Closes the sending side. Reading is still possible.
    public func finishWriting() { peer.finishWriting() }
}
