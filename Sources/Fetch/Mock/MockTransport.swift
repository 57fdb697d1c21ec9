public import HTTPValues

/// A transport that asks a closure instead of the network: `httpx.MockTransport` for both styles.
///
/// ```swift
/// let transport = MockTransport { request in
///     request.url.path == "/hello" ? MockResponse(json: ["text": "Hello"]) : MockResponse(404)
/// }
/// let client = try Client(ClientOptions(transport: transport))
/// let session = try ClientSession(connector: TransportConnector(transport))
/// ```
///
/// Everything above the wire is as always: redirects, cookies, authentication, content codings, limits, time limits
/// and cancellation. The closure runs as a task of its own and may take its time; what it throws is how the request
/// fails. Blocking clients may use it from any thread, as they may any transport.
public final class MockTransport: Transport {
    /// Answers one request.
    ///
    /// A ``FetchError`` thrown is the failure of the request as it is, a `CancellationError` one of kind
    /// `cancelled`, and any other error one of kind `read` with its description.
    public typealias Handler = @Sendable (MockRequest) async throws -> MockResponse

    /// Plays the server of one connection, which ends when it returns.
    ///
    /// An error thrown ends the connection; its kind is that of a ``Handler``.
    public typealias ConnectionHandler = @Sendable (MockConnection) async throws -> Void

    private struct State {
        var live: [ObjectIdentifier: any MockWork] = [:]
        var isClosed = false
    }

    private let handler: Handler
    private let connectionHandler: ConnectionHandler?
    private let state = Locked(State())

    /// A transport that `handler` answers for. It opens no connections for other protocols.
    public init(_ handler: @escaping Handler) {
        self.handler = handler
        connectionHandler = nil
    }

    /// A transport that `handler` answers for, and `connections` for connections of other protocols.
    public init(_ handler: @escaping Handler, connections: @escaping ConnectionHandler) {
        self.handler = handler
        connectionHandler = connections
    }

    public func start(_ request: WireRequest, _ transfer: Transfer) {
        let work = MockTransfer(request, transfer)
        transfer.attach(work)
        guard admit(work) else { return }
        work.start(handler) { [weak self] in self?.forget(work) }
    }

    public func connect(_ request: ConnectionRequest, _ connection: ByteConnection) {
        guard let connectionHandler else {
            connection.finish(.failure(FetchError(.unsupported, "This mock transport has no handler for connections")))
            return
        }
        let peer = MockPeer(request, connection)
        connection.attach(peer)
        guard admit(peer) else { return }
        peer.start(connectionHandler) { [weak self] in self?.forget(peer) }
    }

    public func close() {
        let live = state.withLock { state in
            state.isClosed = true
            defer { state.live = [:] }
            return state.live
        }
        for work in live.values { work.end(.closed) }
    }

    /// Notes what is under way; ends it at once when the transport is closed.
    private func admit(_ work: any MockWork) -> Bool {
        let isOpen = state.withLock { state in
            if !state.isClosed { state.live[ObjectIdentifier(work)] = work }
            return !state.isClosed
        }
        if !isOpen { work.end(.closed) }
        return isOpen
    }

    private func forget(_ work: any MockWork) {
        state.withLock { _ = $0.live.removeValue(forKey: ObjectIdentifier(work)) }
    }
}

/// A request as the handler of a ``MockTransport`` gets it: all decided, with all of its body.
public struct MockRequest: Sendable {
    /// The method.
    public var method: HTTPMethod
    /// Where to; without user information and fragment.
    public var url: FetchURL
    /// All fields in order, but for a `Host` that only says where the URL points to.
    public var headers: Headers
    /// The body; empty when there is none.
    public var body: Bytes
    /// The request as a transport is given it.
    public var wire: WireRequest
}
