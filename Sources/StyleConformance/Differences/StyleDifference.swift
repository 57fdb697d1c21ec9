import Fetch
import FetchConformance
import HTTPValues

/// One way in which the two styles differ as long as the user says nothing else.
package struct StyleDifference: Sendable, Identifiable {
    /// What a row is about.
    package enum Topic: String, Sendable, CaseIterable {
        case calls = "Calls"
        case redirects = "Redirects"
        case urls = "URLs and parameters"
        case requests = "Requests"
        case responses = "Responses"
        case cookies = "Cookies"
        case limits = "Time limits and connections"
        case errors = "Names of errors"
    }

    /// A name that stays.
    package let id: String
    /// What the row is about.
    package internal(set) var topic = Topic.calls
    /// The situation.
    package let situation: String
    /// What HTTPX does.
    package let httpx: String
    /// What AIOHTTP does.
    package let aiohttp: String
    /// Whether it may decide which style to choose.
    package let isDecisive: Bool
    /// What shows it.
    package let evidence: Evidence

    /// A row whose cells are stated.
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

    /// A row whose cells are read from the policies.
    init(
        _ id: String, _ situation: String, isDecisive: Bool = false, _ evidence: Evidence,
        cell: (FetchPolicy) -> String
    ) {
        self.init(
            id, situation, httpx: cell(.httpx), aiohttp: cell(.aiohttp), isDecisive: isDecisive, evidence)
    }
}

extension StyleDifference {
    /// All of them, by topic.
    package static let all: [StyleDifference] =
        calls + redirects + urls + requests + responses + cookies + limits + errors

    /// Names the topic of each of `rows`.
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
    /// Such as `5 s`.
    var inWords: String { "\(components.seconds) s" }
}
