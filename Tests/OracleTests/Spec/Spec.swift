import Fetch
import HTTPValues

/// What all programs are asked to do: lines of the protocol, and how the server behaves meanwhile.
struct Spec: Sendable {
    /// What it is about; agreement is counted by category.
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

    /// Who answers.
    enum Stage: Sendable {
        /// Nobody: nothing is sent.
        case none
        /// Every request gets the next of these, the last one all that follow.
        case replies([Reply])
        /// Duet's mini server.
        case service
        /// Duet's mini server over TLS.
        case secureService
    }

    /// The styles that it is for.
    enum Audience: Sendable {
        case both, httpx, aiohttp
    }

    var category: Category
    var name: String
    var stage: Stage
    /// The lines, without id, style and mode. `{origin}`, `{host}` and `{other}` stand for the server.
    var lines: [JSON]
    var audience = Audience.both
    /// Whether it was made at random.
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
