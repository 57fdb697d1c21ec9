import Fetch
import FetchConformance
import HTTPValues

/// A way in which the two styles differ by default.
package struct StyleDifference: Sendable, Identifiable {
    /// The topic of a row.
    package enum Topic: String, Sendable, CaseIterable {
        case calls = "Calls"
        case redirects = "Redirects"
        case urls = "URLs and parameters"
        case requests = "Requests"
        case responses = "Responses"
        case cookies = "Cookies"
        case limits = "Timeouts and connections"
        case errors = "Error names"
    }

    /// A stable id.
    package let id: String
    /// The topic of the row.
    package internal(set) var topic = Topic.calls
    /// The situation.
    package let situation: String
    /// HTTPX's behavior.
    package let httpx: String
    /// AIOHTTP's behavior.
    package let aiohttp: String
    /// Whether the row may decide which style to choose.
    package let isDecisive: Bool
    /// The evidence for the row.
    package let evidence: Evidence

    /// Creates a row with the given cells.
    init(
        _ id: String, _ situation: String, httpx: String, aiohttp: String, isDecisive: Bool = false,
        _ evidence: Evidence
    ) {
        self.id = id
        self.situation = situation
        self.httpx = httpx
        self.aiohttp = aiohttp
        self.isDecisive = isDecisive
        self.evidence = evidence
    }

    /// Creates a row with cells derived from the policies.
    init(
        _ id: String, _ situation: String, isDecisive: Bool = false, _ evidence: Evidence,
        cell: (FetchPolicy) -> String
    ) {
        self.init(
            id, situation, httpx: cell(.httpx), aiohttp: cell(.aiohttp), isDecisive: isDecisive, evidence)
    }
}

extension StyleDifference {
    /// All differences, by topic.
    package static let all: [StyleDifference] =
        calls + redirects + urls + requests + responses + cookies + limits + errors

    /// Sets the topic of each of `rows`.
    static func about(_ topic: Topic, _ rows: [StyleDifference]) -> [StyleDifference] {
        rows.map { row in
            var row = row
            row.topic = topic
            return row
        }
    }
}

extension StyleDifference: CustomStringConvertible {
    package var description: String { id }
}

extension Duration {
    /// A human-readable form such as `5 s`.
    var inWords: String { "\(components.seconds) s" }
}
