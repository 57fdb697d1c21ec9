public import HTTPValues

/// The server's end of a connection over a ``MockTransport``.
public struct MockConnection: Sendable {
    /// What was asked for.
    public let request: ConnectionRequest
    private let peer: MockPeer

    init(request: ConnectionRequest, peer: MockPeer) {
        self.request = request
        self.peer = peer
    }

    /// The next bytes that the client has sent; nil when it sends no more.
    public func read() async throws -> Bytes? { try await peer.read() }

    /// Sends bytes to the client, as fast as it reads.
    public func write(_ bytes: Bytes) async throws { try await peer.write(bytes) }

    /// Sends no more, but still reads.
    public func finishWriting() { peer.finishWriting() }
}
