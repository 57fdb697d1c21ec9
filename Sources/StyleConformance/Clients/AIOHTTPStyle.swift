import AIOHTTPClient
public import Fetch
public import FetchConformance

/// Makes sessions in the aiohttp style.
public struct AIOHTTPStyle: SuiteClientMaker {
    public let name = "ClientSession"
    public let style: Style? = .aiohttp

    /// Creates the maker.
    public init() {}

    public func makeClient(_ choices: ClientChoices) throws -> any FetchClient {
        try ClientSession(
            connector: try choices.transport.map { TransportConnector($0) } ?? TCPConnector(choices),
            headers: choices.headers, timeout: ClientTimeout(choices.timeout), proxy: choices.proxy,
            maxRedirects: choices.maxRedirects, maxBodySize: choices.maximumBodySize)
    }

    /// Unlike a `FetchResponse`, the style's own response refuses invalid text.
    public func text(of response: FetchResponse) async -> String? {
        try? await ClientResponse(response).text()
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
