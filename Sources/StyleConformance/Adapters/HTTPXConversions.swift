import Fetch
import FetchConformance
import HTTPValues
import HTTPX

extension ClientOptions {
    /// The choices in httpx's terms.
    init(_ choices: ClientChoices) {
        self.init(
            headers: choices.headers, verify: choices.trustFile.map { .authorities(path: $0) } ?? .system,
            versions: choices.versions, proxy: choices.proxy, trustEnv: false, timeout: Timeout(choices.timeout),
            followRedirects: choices.followRedirects, maxRedirects: choices.maxRedirects, limits: choices.limits,
            maxBodySize: choices.maximumBodySize, transport: choices.transport)
    }
}

extension SuiteResponse {
    init(_ response: Response) {
        self.init(
            status: response.statusCode, reason: response.reasonPhrase, version: response.httpVersion,
            headers: response.headers, body: response.content, text: response.text, url: response.url.description,
            history: response.history.map { SuiteResponse($0) }, trailers: response.trailers)
    }
}

extension SuiteFailure {
    /// Converts an error thrown by a client in the httpx style.
    init(httpx error: any Error) {
        switch error {
        case let error as SuiteFailure: self = error
        case let error as RequestError: self.init(error.cause)
        case is CancellationError: self.init(.cancelled, "cancelled")
        default: self.init(.unknown, "\(error)")
        }
    }
}
