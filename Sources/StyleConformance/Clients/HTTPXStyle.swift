public import Fetch
public import FetchConformance
import HTTPX

/// Makes asynchronous clients in the httpx style.
public struct HTTPXAsync: SuiteClientMaker {
    public let name = "AsyncClient"
    public let style: Style? = .httpx

    /// Creates the maker.
    public init() {}

    public func makeClient(_ choices: ClientChoices) throws -> any FetchClient {
        try AsyncClient(ClientOptions(choices))
    }
}

/// Makes blocking clients in the httpx style. Each call runs on its own thread.
public struct HTTPXBlocking: SuiteClientMaker {
    public let name = "Client"
    public let style: Style? = .httpx
    /// A thread cannot be cancelled.
    public let abilities = Set<Ability>.all.subtracting([.cancellation, .streamedUpload])

    /// Creates the maker.
    public init() {}

    public func makeClient(_ choices: ClientChoices) throws -> any FetchClient {
        ThreadedClient(try Client(ClientOptions(choices)))
    }
}

extension ClientOptions {
    /// The choices in httpx's terms.
    fileprivate init(_ choices: ClientChoices) {
        self.init(
            headers: choices.headers, verify: choices.trustFile.map { .authorities(path: $0) } ?? .system,
            versions: choices.versions, proxy: choices.proxy, trustEnv: false, timeout: Timeout(choices.timeout),
            followRedirects: choices.followRedirects, maxRedirects: choices.maxRedirects, limits: choices.limits,
            maxBodySize: choices.maximumBodySize, transport: choices.transport)
    }
}
