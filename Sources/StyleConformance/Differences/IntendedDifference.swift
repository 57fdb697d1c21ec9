import Fetch
package import FetchConformance
import HTTPValues

/// One way in which Duet differs from an original on purpose.
package struct IntendedDifference: Sendable, Identifiable {
    /// Which original it is.
    package enum Original: String, Sendable {
        case httpx
        case aiohttp
        case both

        /// The styles that follow it.
        package var styles: Set<Style> {
            switch self {
            case .httpx: [.httpx]
            case .aiohttp: [.aiohttp]
            case .both: [.httpx, .aiohttp]
            }
        }
    }

    /// A name that stays: what compares Duet with the originals explains a disagreement with it.
    package let id: String
    /// Which original does otherwise.
    package let original: Original
    /// The situation.
    package let situation: String
    /// What the original does.
    package let theirs: String
    /// What Duet does.
    package let ours: String
    /// Why.
    package let reason: String
    /// What shows what Duet does.
    package let evidence: Evidence

    init(
        _ id: String, _ original: Original, _ situation: String, theirs: String, ours: String, why reason: String,
        _ evidence: Evidence
    ) {
        self.id = id
        self.original = original
        self.situation = situation
        self.theirs = theirs
        self.ours = ours
        self.reason = reason
        self.evidence = evidence
    }
}

extension IntendedDifference {
    /// All of them.
    package static let all: [IntendedDifference] = [
        requests, urls, redirects, responses, cookies, use, server,
    ].flatMap { $0 }
}

extension IntendedDifference: CustomStringConvertible {
    package var description: String { id }
}
