import AIOHTTPClient
import Fetch
public import FetchConformance
import HTTPValues

/// Makes sessions in the aiohttp style.
public struct AIOHTTPStyle: SuiteClientMaker {
    public let name = "ClientSession"
    public let style: Style? = .aiohttp

    /// Creates the maker.
    public init() {}

    public func makeClient(_ choices: ClientChoices) throws(SuiteFailure) -> any SuiteClient {
        do {
            let session = try ClientSession(
                connector: try choices.transport.map { TransportConnector($0) } ?? TCPConnector(choices),
                headers: choices.headers, timeout: ClientTimeout(choices.timeout), proxy: choices.proxy,
                maxRedirects: choices.maxRedirects, maxBodySize: choices.maximumBodySize)
            return AIOHTTPSession(session: session, followRedirects: choices.followRedirects)
        } catch {
            throw SuiteFailure(aiohttp: error)
        }
    }
}

private struct AIOHTTPSession: SuiteClient {
    let session: ClientSession
    /// aiohttp has no such option for a session, and follows redirects unless a request says otherwise.
    let followRedirects: Bool

    func send(_ request: SuiteRequest) async throws(SuiteFailure) -> SuiteResponse {
        do {
            return try await session.send(fetchRequest(request)) { response in
                let body = try await response.read()
                var reply = SuiteResponse(response)
                reply.body = body
                reply.text = try? await response.text()
                reply.trailers = response.trailers
                return reply
            }
        } catch {
            throw SuiteFailure(aiohttp: error)
        }
    }

    func stream(
        _ request: SuiteRequest,
        _ body: @escaping @Sendable (any SuiteStream) async throws(SuiteFailure) -> SuiteResponse
    ) async throws(SuiteFailure) -> SuiteResponse {
        do {
            return try await session.send(fetchRequest(request)) { response in
                try await body(AIOHTTPStream(response: response))
            }
        } catch {
            throw SuiteFailure(aiohttp: error)
        }
    }

    func close() async { session.close() }

    private func fetchRequest(_ request: SuiteRequest) -> FetchRequest {
        var result = FetchRequest(request)
        result.followRedirects = request.followRedirects ?? followRedirects
        return result
    }
}

private struct AIOHTTPStream: SuiteStream {
    let response: ClientResponse

    var head: SuiteResponse { SuiteResponse(response) }

    func next() async throws(SuiteFailure) -> Bytes? {
        do {
            var iterator = response.content.makeAsyncIterator()
            return try await iterator.next()
        } catch {
            throw SuiteFailure(aiohttp: error)
        }
    }

    var trailers: Headers { get async { response.trailers } }
}

extension SuiteResponse {
    /// The head of a response.
    fileprivate init(_ response: ClientResponse) {
        self.init(
            status: response.status, reason: response.reason, version: response.version, headers: response.headers,
            body: Bytes(), text: nil, url: response.url.description,
            history: response.history.map { entry in
                SuiteResponse(
                    status: entry.status, reason: "", version: "", headers: entry.headers, body: Bytes(), text: nil,
                    url: entry.url.description)
            })
    }
}

extension SuiteFailure {
    /// Converts an error thrown by a session.
    fileprivate init(aiohttp error: any Error) {
        switch error {
        case let error as SuiteFailure: self = error
        case let error as ClientError: self = error.cause.map { SuiteFailure($0) } ?? SuiteFailure(error)
        case is CancellationError: self.init(.cancelled, "cancelled")
        default: self.init(.unknown, "\(error)")
        }
    }

    private init(_ error: ClientError) {
        switch error.kind {
        case .value: self.init(.invalidRequest, error.description)
        case .invalidURL, .nonHTTPURL: self.init(.invalidURL, error.description)
        default: self.init(.unknown, error.description)
        }
    }
}

extension TCPConnector {
    fileprivate convenience init(_ choices: ClientChoices) throws {
        try self.init(
            limit: choices.limits.total ?? 0, limitPerHost: choices.limits.perHost ?? 0,
            keepaliveTimeout: choices.limits.idleAge.map { $0 / .seconds(1) }, forceClose: choices.limits.idle == 0,
            ssl: choices.trustFile.map { .authorities(path: $0) } ?? .system, versions: choices.versions)
    }
}
