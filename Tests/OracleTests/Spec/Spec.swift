import Fetch
import HTTPValues

/// What all programs do: lines of the protocol and the behavior of the server.
struct Spec: Sendable {
    /// The subject. Agreement is counted by category.
    enum Category: String, Sendable, CaseIterable {
        case url = "URL parsing and joining"
        case requestLine = "request line"
        case parameters = "parameters"
        case headers = "request headers"
        case bodies = "request bodies"
        case replies = "response heads and framing"
        case malformed = "malformed responses"
        case decoding = "content decoding"
        case text = "charsets and lines"
        case redirects = "redirects"
        case cookies = "cookies"
        case authentication = "authentication"
        case failures = "timeouts and failures"
        case proxies = "proxies"
        case secure = "TLS and HTTP/2"
        case service = "httpbin routes"
    }

    /// The server that responds.
    enum Stage: Sendable {
        /// None. No request is sent.
        case none
        /// A scripted server. Each request gets the next reply, and the last reply is repeated for all later requests.
        case replies([Reply])
        /// Duet's mini server.
        case service
        /// Duet's mini server over TLS.
        case secureService
    }

    /// The styles that the spec applies to.
    enum Audience: Sendable {
        case both, httpx, aiohttp
    }

    var category: Category
    var name: String
    var stage: Stage
    /// The lines, without id, style and mode. `{origin}`, `{host}` and `{other}` are placeholders for the server.
    var lines: [JSON]
    var audience = Audience.both
    /// Whether the spec was generated at random.
    var isGenerated = false

    init(
        _ category: Category, _ name: String, _ stage: Stage, _ lines: [JSON], for audience: Audience = .both
    ) {
        self.category = category
        self.name = name
        self.stage = stage
        self.lines = lines
        self.audience = audience
    }
}

extension Spec: CustomStringConvertible {
    var description: String {
        var text = "\(category.rawValue): \(name)"
        for line in lines { text += "\n    asks \(line.text(.compact))" }
        if case .replies(let replies) = stage { for reply in replies { text += "\n    gets \(reply)" } }
        return text
    }
}
