public import Fetch
public import HTTPValues

/// An HTTP client that the suite can test.
///
/// The suite asks only in the terms below, so that a client of any make can stand in for Duet's own: an adapter of
/// some fifty lines turns ``SuiteRequest`` into a request of the client and its errors into ``SuiteFailure``.
public protocol FetchClient: Sendable {
    /// Sends a request and waits for the whole response.
    ///
    /// - Throws: ``SuiteFailure``. A client that knows cancellation ends with the kind `cancelled` soon after the
    ///   calling task was cancelled.
    func send(_ request: SuiteRequest) async throws(SuiteFailure) -> SuiteResponse

    /// Sends a request and gives the response to `body` as soon as its head is there. What `body` leaves unread is
    /// given up. Only clients with the ability ``Ability/streaming`` are asked for it.
    ///
    /// - Throws: ``SuiteFailure``, also out of `body`.
    func stream(
        _ request: SuiteRequest,
        _ body: @escaping @Sendable (any SuiteStream) async throws(SuiteFailure) -> SuiteResponse
    ) async throws(SuiteFailure) -> SuiteResponse

    /// Ends the requests under way and closes all connections.
    func close() async
}

extension FetchClient {
    /// Fails: a client that does not stream needs no implementation.
    public func stream(
        _ request: SuiteRequest,
        _ body: @escaping @Sendable (any SuiteStream) async throws(SuiteFailure) -> SuiteResponse
    ) async throws(SuiteFailure) -> SuiteResponse {
        throw SuiteFailure(.unknown, "this client does not give bodies while they come")
    }

    /// Does nothing.
    public func close() async {}
}

/// A response whose body is read while it comes.
public protocol SuiteStream: Sendable {
    /// The reply, still without a body.
    var head: SuiteResponse { get }

    /// The next piece of the body with its content coding undone; nil at the end.
    func next() async throws(SuiteFailure) -> Bytes?

    /// The trailers, once the body was read to its end.
    var trailers: Headers { get async }
}

/// Makes clients of one kind, each with the choices of its case.
public protocol FetchClientMaker: Sendable {
    /// The name in the results.
    var name: String { get }
    /// The style whose rules the clients follow where the two differ on purpose; nil when either will do.
    var style: Style? { get }
    /// What the clients can do beyond the least; all there is by default.
    var abilities: Set<Ability> { get }
    /// Makes a client.
    ///
    /// - Throws: ``SuiteFailure`` for choices that make no sense.
    func makeClient(_ choices: ClientChoices) throws(SuiteFailure) -> any FetchClient
}

extension FetchClientMaker {
    /// No style: either will do.
    public var style: Style? { nil }
    /// All abilities.
    public var abilities: Set<Ability> { .all }
}

/// The rules that a client follows where the two styles differ on purpose.
public enum Style: String, Sendable, Hashable, CaseIterable {
    /// Those of Python's httpx.
    case httpx
    /// Those of Python's aiohttp.
    case aiohttp
}

/// The options of a client. Where the defaults of the styles differ, the suite states one
/// value for both.
public struct ClientChoices: Sendable {
    /// Fields for every request.
    public var headers: Headers = [:]
    /// Time limits. The defaults only end what hangs, so that cases pass on a slow or busy machine; a case about time
    /// sets shorter ones.
    public var timeouts = Timeouts(connect: .seconds(20), read: .seconds(20), write: .seconds(20), total: .seconds(25))
    /// Connection limits.
    public var limits = PoolLimits(total: 100, idle: 20, idleAge: .seconds(5))
    /// Whether redirects are followed.
    public var followsRedirects = false
    /// The most redirects.
    public var maximumRedirects = 10
    /// The most bytes of a collected body, as received and decoded.
    public var maximumBodySize = 64 << 20
    /// A PEM file with the authorities to trust; nil for the system's.
    public var trustFile: String?
    /// The versions of HTTP.
    public var versions = HTTPVersions.http1
    /// A proxy for every request, with the placeholders of ``SuiteRequest/url``; nil to go directly.
    public var proxy: String?
    /// The transport to use instead of the network; nil for the network.
    public var transport: (any Transport)?

    /// The default choices.
    public init() {}

    /// The same choices with a change.
    public func with(_ change: (inout ClientChoices) -> Void) -> ClientChoices {
        var copy = self
        change(&copy)
        return copy
    }
}
