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

    private struct State {
        var transfers: [ObjectIdentifier: MockTransfer] = [:]
        var isClosed = false
    }

    private let handler: Handler
    private let state = Locked(State())

    /// A transport that `handler` answers for.
    public init(_ handler: @escaping Handler) {
        self.handler = handler
    }

    public func start(_ request: WireRequest, _ transfer: Transfer) {
        let exchange = MockTransfer(request, transfer)
        transfer.attach(exchange)
        let isOpen = state.withLock { state in
            guard !state.isClosed else { return false }
            state.transfers[ObjectIdentifier(exchange)] = exchange
            return true
        }
        guard isOpen else { return exchange.end(.closed) }
        exchange.start(handler) { [weak self] in
            self?.state.withLock { _ = $0.transfers.removeValue(forKey: ObjectIdentifier(exchange)) }
        }
    }

    public func close() {
        let transfers = state.withLock { state in
            state.isClosed = true
            defer { state.transfers = [:] }
            return state.transfers
        }
        for exchange in transfers.values { exchange.end(.closed) }
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
