public import HTTPValues

/// A transport that gets responses from a closure instead of the network, like `httpx.MockTransport`.
///
/// ```swift
/// let transport = MockTransport { request in
///     request.url.path == "/hello" ? MockResponse(json: ["text": "Hello"]) : MockResponse(404)
/// }
/// let client = try Client(ClientOptions(transport: transport))
/// let session = try ClientSession(connector: TransportConnector(transport))
/// ```
///
/// Everything above the transport works as usual: redirects, cookies, authentication, content codings, limits, timeouts
/// and cancellation. The closure runs in its own task and may suspend. If it throws, the request fails. Blocking
/// clients can use it from any thread.
public final class MockTransport: Transport {
    /// A function that returns the response to a request.
    ///
    /// If it throws a ``FetchError``, the request fails with that error. A `CancellationError` becomes an error of kind
    /// `cancelled`, any other error one of kind `read` with its description.
    public typealias Handler = @Sendable (MockRequest) async throws -> MockResponse

    /// A function that acts as the server of a connection. The connection ends when it returns.
    ///
    /// An error ends the connection and is translated as for a ``Handler``.
    public typealias ConnectionHandler = @Sendable (MockConnection) async throws -> Void

    private struct State {
        var live: [ObjectIdentifier: any MockWork] = [:]
        var isClosed = false
    }

    private let handler: Handler
    private let connectionHandler: ConnectionHandler?
    private let state = Locked(State())

    /// Creates a transport with a handler for requests. It does not support connections for other protocols.
    public init(_ handler: @escaping Handler) {
        self.handler = handler
        connectionHandler = nil
    }

    /// Creates a transport with a handler for requests and one for connections of other protocols.
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

    /// Registers work in progress, or ends it immediately if the transport is closed.
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

/// A request as passed to the handler of a ``MockTransport``, with its complete body.
public struct MockRequest: Sendable {
    /// The HTTP method.
    public var method: HTTPMethod
    /// The URL, without user information and fragment.
    public var url: FetchURL
    /// All headers in order, except a `Host` header derived from the URL.
    public var headers: Headers
    /// The body. Empty if there is none.
    public var body: Bytes
    /// The request as passed to a transport.
    public var wire: WireRequest
}
