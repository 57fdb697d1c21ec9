public import Fetch
public import HTTPValues

/// An HTTP client that the suite can test.
///
/// The suite uses only the terms below, so that any client can take the place of Duet's own. An adapter of about fifty
/// lines turns ``SuiteRequest`` into a request of the client and its errors into ``SuiteFailure``.
public protocol SuiteClient: Sendable {
    /// Sends a request and waits for the complete response.
    ///
    /// - Throws: ``SuiteFailure``. A client that supports cancellation fails with the kind `cancelled` soon after the
    ///   calling task is cancelled.
    func send(_ request: SuiteRequest) async throws(SuiteFailure) -> SuiteResponse

    /// Sends a request and passes the response to `body` when the headers arrive. Unread data is discarded when `body`
    /// returns. Called only for clients with the ability ``Ability/streaming``.
    ///
    /// - Throws: ``SuiteFailure``, including errors thrown by `body`.
    func stream(
        _ request: SuiteRequest,
        _ body: @escaping @Sendable (any SuiteStream) async throws(SuiteFailure) -> SuiteResponse
    ) async throws(SuiteFailure) -> SuiteResponse

    /// Cancels requests in flight and closes all connections.
    func close() async
}

extension SuiteClient {
    /// Throws, so that a client without streaming needs no implementation.
    public func stream(
        _ request: SuiteRequest,
        _ body: @escaping @Sendable (any SuiteStream) async throws(SuiteFailure) -> SuiteResponse
    ) async throws(SuiteFailure) -> SuiteResponse {
        throw SuiteFailure(.unknown, "this client does not give bodies while they come")
    }

    /// Does nothing.
    public func close() async {}
}

/// A response whose body is read as it arrives.
public protocol SuiteStream: Sendable {
    /// The response, without its body.
    var head: SuiteResponse { get }

    /// Returns the next chunk of the body, with its content coding decoded, or nil at the end.
    func next() async throws(SuiteFailure) -> Bytes?

    /// The trailers, available once the body has been read.
    var trailers: Headers { get async }
}

/// Creates clients of one kind, configured with the choices of a case.
public protocol SuiteClientMaker: Sendable {
    /// The client's name in the results.
    var name: String { get }
    /// The style whose rules the clients follow where the two deliberately differ, or nil if either is acceptable.
    var style: Style? { get }
    /// The clients' abilities beyond the minimum. All by default.
    var abilities: Set<Ability> { get }
    /// Creates a client.
    ///
    /// - Throws: ``SuiteFailure`` if a choice is invalid.
    func makeClient(_ choices: ClientChoices) throws(SuiteFailure) -> any SuiteClient
}

extension SuiteClientMaker {
    /// No style: either is acceptable.
    public var style: Style? { nil }
    /// All abilities.
    public var abilities: Set<Ability> { .all }
}

/// The rules that a client follows where the two styles deliberately differ.
public enum Style: String, Sendable, Hashable, CaseIterable {
    /// The rules of Python's httpx.
    case httpx
    /// The rules of Python's aiohttp.
    case aiohttp
}

/// The options of a client. Where the defaults of the styles differ, the suite sets one value for both.
public struct ClientChoices: Sendable {
    /// Headers for every request.
    public var headers: Headers = [:]
    /// Timeouts. The defaults only stop requests that hang, so that cases pass on a slow or busy machine. Cases about
    /// timeouts set shorter ones.
    public var timeout = FetchTimeout(
        connect: .seconds(20), read: .seconds(20), write: .seconds(20), total: .seconds(25))
    /// Connection limits.
    public var limits = PoolLimits(total: 100, idle: 20, idleAge: .seconds(5))
    /// Whether redirects are followed.
    public var followRedirects = false
    /// The maximum number of redirects.
    public var maxRedirects = 10
    /// The maximum size of a collected body in bytes, both as received and decoded.
    public var maximumBodySize = 64 << 20
    /// A PEM file with the certificate authorities to trust, or nil for the system's.
    public var trustFile: String?
    /// The HTTP versions.
    public var versions = HTTPVersions.http1
    /// A proxy for every request, which may contain the placeholders of ``SuiteRequest/url``, or nil for none.
    public var proxy: String?
    /// The transport to use, or nil for the network.
    public var transport: (any Transport)?

    /// Creates the default choices.
    public init() {}

    /// Returns a copy of the choices with a change.
    public func with(_ change: (inout ClientChoices) -> Void) -> ClientChoices {
        var copy = self
        change(&copy)
        return copy
    }
}
